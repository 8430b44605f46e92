# SPDX-License-Identifier: EUPL-1.2
"""Posts with media to a mastodon_mock server, by its API.

usage: mastodon_posts.py BASE DATABASE
The first account of the database gets a post with one picture, one with two, a film, an answer, a post for followers
only, and passes on a picture of the second account. Prints `user NAME`, then `media URL sha256` for all that visitors
can see, then `private URL`, then `status ID` for every public post of the first account in the database.
"""
import hashlib
import json
import sqlite3
import struct
import sys
import urllib.request
import uuid
import zlib

base, database = sys.argv[1:]


def rows(query, *values):
    connection = sqlite3.connect(database)
    try:
        return connection.execute(query, values).fetchall()
    finally:
        connection.close()


def call(path, token, fields, file=None):
    mark = uuid.uuid4().hex
    body = b"".join(
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields)
    if file:
        name, kind, content = file
        body += (f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
                 f"Content-Type: {kind}\r\n\r\n").encode() + content + b"\r\n"
    body += f"--{mark}--\r\n".encode()
    request = urllib.request.Request(base + path, data=body, headers={
        "Authorization": "Bearer " + token, "Content-Type": "multipart/form-data; boundary=" + mark})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def picture(number):
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    pixels = b"".join(b"\0" + bytes((x * number) & 255 for x in range(192)) for _ in range(64))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b""))


def png(number):
    return "picture.png", "image/png", picture(number)


def post(token, text, *files, **fields):
    ids, media = [], []
    for file in files:
        attachment = call("/api/v2/media", token, [("description", text)], file)
        ids.append(("media_ids[]", attachment["id"]))
        media.append((attachment["url"], hashlib.sha256(file[2]).hexdigest()))
    return call("/api/v1/statuses", token, [("status", text), *ids, *fields.items()])["id"], media


accounts = rows("""select a.id, a.username, t.access_token from accounts a
                   join oauth_tokens t on t.account_id = a.id order by a.id""")
(account, user, mine), (_, _, other) = accounts[:2]
film = "film.mp4", "video/mp4", bytes(range(256)) * 8000
visible = []
first, media = post(mine, "one picture", png(3))
visible += media
visible += post(mine, "two pictures", png(5), png(7))[1]
visible += post(mine, "a film", film)[1]
visible += post(mine, "an answer with a picture", png(9), in_reply_to_id=first)[1]
private = post(mine, "for followers", png(11), visibility="private")[1]
passed_on, media = post(other, "a picture of another", png(13))
visible += media
call(f"/api/v1/statuses/{passed_on}/reblog", mine, [])

print("user", user)
for url, digest in visible:
    print("media", url, digest)
for url, _ in private:
    print("private", url)
for (status,) in rows("select id from statuses where account_id = ? and visibility in ('public', 'unlisted')", account):
    print("status", status)
