#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Writes Seeds/<target>/: the inputs that the fuzzer starts from. All of them are made here; none is a file of others."""
import gzip, os, zlib

HERE = os.path.dirname(os.path.abspath(__file__))


def record(version, fields, block, end="\r\n"):
    head = [version] + [f"{name}: {value}" for name, value in fields] + [f"Content-Length: {len(block)}"]
    return end.join(head).encode() + (end * 2).encode() + block + b"\r\n\r\n"


def member(data):
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


def skippable(data):
    return b"\x5d\x2a\x4d\x18" + len(data).to_bytes(4, "little") + data


def zstd(data):
    """A frame of one raw block, with the size of its content and without a checksum (RFC 8878 §3.1)."""
    size = b"\x20" + bytes([len(data)]) if len(data) < 256 else b"\x60" + (len(data) - 256).to_bytes(2, "little")
    return b"\x28\xb5\x2f\xfd" + size + (len(data) << 3 | 1).to_bytes(3, "little") + data


def typical(number, kind, extra=(), version="WARC/1.1"):
    return [
        ("WARC-Type", kind), ("WARC-Record-ID", f"<urn:uuid:0000000{number}-0000-4000-8000-000000000000>"),
        ("WARC-Date", f"2026-11-22T12:00:0{number}Z"), ("WARC-Target-URI", f"https://a.example/{number}"), *extra]


RESPONSE = ("Content-Type", "application/http; msgtype=response")
REQUEST = ("Content-Type", "application/http; msgtype=request")
PLAIN = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nEtag: a\r\n\r\n"
CODED = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"hello " * 9, mtime=0)
INFO = record("WARC/1.1", typical(0, "warcinfo", [("Content-Type", "application/warc-fields")]), b"software: seeds\r\n")
ONE = record("WARC/1.1", typical(1, "response", [RESPONSE]), PLAIN)
TWO = record("WARC/1.0", typical(2, "response", [RESPONSE]), CHUNKED)
THREE = record("WARC/1.1", typical(3, "request", [REQUEST]), b"GET /3 HTTP/1.1\r\nHost: a.example\r\n\r\n")
FOUR = record("WARC/1.1", typical(4, "response", [RESPONSE]), CODED)
REVISIT = record("WARC/1.1", typical(5, "revisit", [
    ("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"),
    ("WARC-Refers-To-Date", "2026-11-22T12:00:01Z"), RESPONSE]), b"HTTP/1.1 200 OK\r\n\r\n")
LENIENT = record("WARC/0.17", [("WARC-Type", "response"), ("WARC-Target-URI", "<http://a.example/>"),
    ("WARC-Date", "20261122120000"), ("X-Folded", "a\n b")], PLAIN, end="\n")
ABOUT = b"1 0 seeds\nURL IP-address Archive-date Content-type Archive-length\n\n"
ARC = [
    b"filedesc://a.arc 0.0.0.0 20261122120000 text/plain %d\n" % len(ABOUT) + ABOUT + b"\n",
    b"http://a.example/ 192.0.2.1 20261122120000 text/html %d\n" % len(PLAIN) + PLAIN + b"\n"]

READER = {
    "plain.warc": INFO + ONE + TWO, "members.warc.gz": member(INFO) + member(ONE) + member(THREE),
    "one-member.warc.gz": member(INFO + ONE), "across.warc.gz": member(ONE[:150]) + member(ONE[150:]) + member(TWO),
    "empty-member.warc.gz": member(INFO) + member(b"") + member(ONE), "tail.warc.gz": member(ONE) + b"tail",
    "cut.warc.gz": (member(INFO) + member(ONE))[:-9], "lenient.warc": LENIENT + b"\r\n" + ONE, "coded.warc": FOUR,
    "revisit.warc": ONE + REVISIT, "no-length.warc": b"WARC/1.1\r\nWARC-Type: resource\r\n\r\nabc\r\n\r\n" + ONE,
    "long.warc": ONE.replace(b"Content-Length: 6", b"Content-Length: 99999999999999996"), "none.txt": b"hello\n",
    "frames.warc.zst": zstd(THREE[:200]) + zstd(THREE[200:]), "dictionary.warc.zst": skippable(b"abcdefgh") + zstd(THREE),
    "file.arc": b"".join(ARC), "file.arc.gz": member(ARC[0]) + member(ARC[1]),
}
MEMBERS = {f"{how}": bytes([how]) + b"\xff".join([INFO, ONE, TWO]) for how in range(8)}
MEMBERS["cut"] = bytes([0xC8]) + ONE + b"\xff" + TWO
MEMBERS["bit"] = bytes([0x50]) + ONE + b"\xff" + TWO + b"\xff" + THREE
MEMBERS["coded"] = b"\x00" + REVISIT + b"\xff\xff" + LENIENT
HTTP = {
    "plain": PLAIN, "chunked": CHUNKED, "coded": CODED, "request": b"POST /a?b HTTP/1.1\nHost: a.example\n\na=b",
    "folded": b"HTTP/1.0 404\nA:\n b\n\tc\nno field\nB : c\n\n", "icy": b"ICY 200 OK\r\n\r\n",
    "deflate": b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n" + zlib.compress(b"hello " * 9),
    "raw-deflate": b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n" + zlib.compress(b"hello " * 9)[2:-4],
    "br": b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n\x0b\x02\x80hello\x03",
    "zstd": b"HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n" + zstd(b"hello"),
    "values": b"HTTP/1.1 200 OK\r\nLink: <https://a.example/>; rel=\"next\"; title*=UTF-8''x\r\nRange: bytes=0-4,-1\r\n"
        b"Date: Sun, 22 Nov 2026 12:00:00 GMT\r\nExpires: Sunday, 22-Nov-26 12:00:00 GMT\r\n"
        b"Content-Type: text/html; charset=\"utf-8\"\r\nDate: Sun Nov 22 12:00:00 2026\r\n\r\n",
}
DIGEST = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
CDX = {
    "cdxj": ('example,a)/1 20261122120000 {"url": "https://a.example/1", "mime": "text/html", "status": "200", '
        f'"digest": "sha1:{DIGEST}", "length": "512", "offset": "0", "filename": "a.warc.gz"}}\n').encode(),
    "numbers": b'example,a)/1 20261122120000123 {"offset":1,"length":-0,"status":2e2,"filename":"a","x":[1,{"y":null}],"z":true}\n',
    "escapes": '!meta 0 {}\nexample,a)/é 2026 {"url": "\\u00e9\\ud83d\\ude00\\"\\/", "offset": "1", "filename": "é"}\n'.encode(),
    "cdx11": (" CDX N b a m s k r M S V g\nexample,a)/1 20261122120000 https://a.example/1 text/html 200 "
        f"{DIGEST} - - 512 0 a.warc.gz\n").encode(),
    "cdx9": b"example,a)/1 20261122120000 https://a.example/1 warc/revisit - - - 12 a.warc.gz\r\n",
    "post": b'example,a)/1?__wb_method=post&a=b 20261122120000 {"url": "https://a.example/1", "offset": "9", "length": "3", '
        b'"filename": "a", "method": "POST", "requestBody": "__wb_post_data=YQ==", "recordDigest": "sha256:00"}\n',
}
REQUESTS = {
    "json": b'POST application/json\n{"a": {"b": [1, 2.0, null, true, "c d"], "b": 1e3}, "e": {}}\n{"n": -0.5}',
    "form": b"POST application/x-www-form-urlencoded\na=b&c=%20d+e&a=&%zz&\xff",
    "multipart": b'PUT multipart/form-data; boundary="x"\n--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x\r\n'
        b'Content-Disposition: form-data; name="f"; filename="g"\r\nContent-Type: text/plain\r\n\r\nh\r\n--x--\r\n',
    "text": b"post text/plain;charset=utf-8\n{\"a\": 1}", "bytes": b"POST\n\x00\x01\x02", "options": b"OPTIONS text/plain\n",
    "amf": b"POST application/x-amf\n\x00\x03\x00\x00\x00\x01\x00\x04null\x00\x02/1\x00\x00\x00\x05\x0a\x00\x00\x00\x00",
}
SURT = {
    str(number): text.encode() for number, text in enumerate([
        "http://www.Example.com:80/b/../A?y=1&x=2&jsessionid=0123456789abcdef0123456789abcdef#f", "dns:a.example",
        "https://user:pw@a.example:8443/%7Ea//b/?", "filedesc://a.arc", "ftp://a.example/x;type=i", "urn:uuid:0",
        "http://[2001:db8::1]:81/", "http://0x7f.1/", "http://münchen.example/ü?ü", "mailto:a@b.example", "screenshot:http://a/",
        "http://www2.a.example/?PHPSESSID=9682993c8daa2c5497996114facdc805&x", "file:///C|/a", "//a.example/b", "?", "",
        "http://a.example/(S(4hqa0555fwsecu455xqckv45))/x.aspx", "https://a.example/@b/c?__wb_method=POST&a=%2B+b", "http://a..b/",
    ])}

if __name__ == "__main__":
    for target, seeds in {"reader": READER, "members": MEMBERS, "http": HTTP, "requests": REQUESTS, "cdx": CDX, "surt": SURT}.items():
        folder = os.path.join(HERE, "Seeds", target)
        os.makedirs(folder, exist_ok=True)
        for old in os.listdir(folder):
            os.remove(os.path.join(folder, old))
        for name, data in seeds.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
