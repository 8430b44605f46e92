# SPDX-License-Identifier: EUPL-1.2
"""Says which answers of a recorded site can be reached by links, by means that share nothing with Kabinet's.

usage: reachable.py FILE.warc.gz START
Takes the site as origin.py serves it: by host and path whatever the scheme, the newest answer, bodies without their
transfer coding. Prints `status TAB sha256 of the body TAB url` for each URL with an answer that links from START lead to.
"""
import gzip
import hashlib
import html.parser
import re
import sys
from urllib.parse import urldefrag, urljoin, urlsplit

from warcio.archiveiterator import ArchiveIterator

site, dates = {}, {}


def key(url):
    parts = urlsplit(url)
    host = parts.netloc.lower().removesuffix(":80").removesuffix(":443")
    return host, (parts.path or "/") + ("?" + parts.query if parts.query else "")


def in_css(text):
    found = [match[1] for match in re.findall(r"""url\(\s*(["']?)(.*?)\1\s*\)""", text)]
    return found + [match[1] for match in re.findall(r"""@import\s+(["'])(.*?)\1""", text)]


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.in_style = [], False

    def handle_starttag(self, tag, attributes):
        self.in_style = tag == "style"
        for name, value in attributes:
            if value and name in ("href", "src", "poster", "data", "background"):
                self.found.append(value)
            elif value and name == "srcset":
                self.found += [candidate.split()[0] for candidate in value.split(",") if candidate.split()]
            elif value and name == "style":
                self.found += in_css(value)

    def handle_endtag(self, tag):
        self.in_style = False

    def handle_data(self, text):
        if self.in_style:
            self.found += in_css(text)


def links(status, headers, body):
    location = headers.get_header("location")
    if 300 <= status < 400 and location:
        return [location]
    text = gzip.decompress(body) if headers.get_header("content-encoding") == "gzip" else body
    text, kind = text.decode("utf-8", "replace"), headers.get_header("content-type") or ""
    if "css" in kind:
        return in_css(text)
    if "html" not in kind:
        return []
    parser = Links()
    parser.feed(text)
    return parser.found


with open(sys.argv[1], "rb") as file:
    for record in ArchiveIterator(file):
        if record.rec_type != "response" or not record.http_headers:
            continue
        place = key(record.rec_headers["WARC-Target-URI"])
        if place in dates and dates[place] > record.rec_headers["WARC-Date"]:
            continue
        headers = record.http_headers
        is_chunked = "chunked" in (headers.get_header("transfer-encoding") or "").lower()
        is_coded = bool(headers.get_header("content-encoding"))
        if is_chunked and is_coded:
            continue
        body = record.content_stream().read() if is_chunked else record.raw_stream.read()
        site[place] = (int(headers.get_statuscode() or 200), headers, body)
        dates[place] = record.rec_headers["WARC-Date"]

seen, waiting = set(), [sys.argv[2]]
while waiting:
    url = waiting.pop()
    if url in seen or urlsplit(url).scheme not in ("http", "https"):
        continue
    seen.add(url)
    answer = site.get(key(url))
    if not answer:
        continue
    print(answer[0], hashlib.sha256(answer[2]).hexdigest(), url, sep="\t")
    waiting += [urldefrag(urljoin(url, link.strip()))[0] for link in links(*answer)]
