# SPDX-License-Identifier: EUPL-1.2
"""Reads archive files with warcio and with FastWARC and prints what each of them found.

usage: blocks.py < paths, one a line
Prints `path TAB reader TAB number of records TAB sha1 of their blocks`; an error's text instead of the digest when a reader fails.
The digest is that of one line per record: its type, a blank, the SHA-1 of its block in hexadecimal.
"""
import hashlib
import sys

import fastwarc.warc
import warcio.archiveiterator


def with_warcio(path):
    with open(path, "rb") as stream:
        for record in warcio.archiveiterator.ArchiveIterator(stream, no_record_parse=True):
            yield record.rec_headers.get_header("WARC-Type"), record.raw_stream


def with_fastwarc(path):
    with open(path, "rb") as stream:
        for record in fastwarc.warc.ArchiveIterator(stream, parse_http=False):
            yield record.headers["WARC-Type"], record.reader


for line in sys.stdin:
    path = line.rstrip("\n")
    for name, read in (("warcio", with_warcio), ("fastwarc", with_fastwarc)):
        if name == "warcio" and path.endswith(".zst"):
            continue
        count, sums = 0, hashlib.sha1()
        try:
            for kind, stream in read(path):
                block = hashlib.sha1()
                while data := stream.read(1 << 16):
                    block.update(data)
                sums.update(f"{kind} {block.hexdigest()}\n".encode())
                count += 1
            print(path, name, count, sums.hexdigest(), sep="\t")
        except Exception as error:  # whatever a reader throws is its verdict
            print(path, name, count, f"{type(error).__name__}: {error}".replace("\n", " ")[:200], sep="\t")
