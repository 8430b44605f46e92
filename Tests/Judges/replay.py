# SPDX-License-Identifier: EUPL-1.2
"""Asks a pywb server for captures and prints what it answered.

usage: replay.py PORT COLLECTION < lines of `timestamp url`
Prints `timestamp TAB url TAB status TAB sha256 of the body TAB Location`, in the order of the input.
The codings that browsers know are accepted, so that bodies come as they were captured.
"""
import concurrent.futures
import hashlib
import http.client
import sys

port, collection = int(sys.argv[1]), sys.argv[2]


def ask(line):
    timestamp, url = line.rstrip("\n").split(" ", 1)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(
            "GET", f"/{collection}/{timestamp}id_/{url}", headers={"Accept-Encoding": "gzip, deflate, br, zstd"})
        answer = connection.getresponse()
        digest = hashlib.sha256(answer.read()).hexdigest()
        fields = [timestamp, url, str(answer.status), digest, answer.getheader("Location") or "-"]
    except (OSError, http.client.HTTPException) as error:
        fields = [timestamp, url, "0", f"{type(error).__name__}: {error}", "-"]
    finally:
        connection.close()
    return "\t".join(fields)


with concurrent.futures.ThreadPoolExecutor(8) as pool:
    for row in pool.map(ask, sys.stdin):
        print(row)
