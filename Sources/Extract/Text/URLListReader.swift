// SPDX-License-Identifier: EUPL-1.2

/// Puts the links of line-based documents into a collector.
enum URLListReader {
    /// A sitemap of one absolute URL a line (sitemaps.org, "text file").
    static func readSitemap(_ text: UnsafeBufferPointer<UInt8>, into collector: LinkCollector) {
        forEachLine(text) { line in
            guard JSONValue.isAbsolute(line) else { return }
            collector.add(line, .sitemapEntry, "sitemap")
        }
    }

    /// An HLS playlist: its lines are segments or other playlists, its tags name keys, initial parts and renditions (RFC 8216 §4).
    static func readPlaylist(_ text: UnsafeBufferPointer<UInt8>, into collector: LinkCollector) {
        let mark = Array("URI=\"".utf8)
        forEachLine(text) { line in
            guard line[0] == UInt8(ascii: "#") else {
                collector.add(line, .embed, "playlist")
                return
            }
            guard line.starts(with: Array("#EXT-X-".utf8)) else { return }
            var cursor = 0
            while cursor + mark.count < line.count {
                guard line[cursor] == mark[0], line[cursor..<cursor + mark.count].elementsEqual(mark) else {
                    cursor += 1
                    continue
                }
                let start = cursor + mark.count
                let end = line[start...].firstIndex(of: UInt8(ascii: "\"")) ?? line.count
                collector.add(UnsafeBufferPointer(rebasing: line[start..<end]), .embed, "playlist/URI")
                cursor = end
            }
        }
    }

    /// Calls `body` with each line that holds something, without surrounding white space.
    private static func forEachLine(
        _ text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) {
        for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            var start = line.startIndex
            var end = line.endIndex
            while start < end, line[start] <= 0x20 { start += 1 }
            while end > start, line[end - 1] <= 0x20 { end -= 1 }
            if start < end { body(UnsafeBufferPointer(rebasing: text[start..<end])) }
        }
    }
}
