// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

/// The block of a warcinfo record says which version of the standard its file follows; in a file of another version that line has
/// to follow, or it would lie. It is the only block that is ever changed.
enum WarcinfoBlock {
    /// The most bytes of a warcinfo block that is read into memory.
    static let limit = 1 << 22

    /// The record in another version: `format` and `conformsTo` name it, and the digests are those of the new block where they were
    /// right before.
    static func rewritten(
        _ header: WARCHeader, _ block: [UInt8], to version: RecompressionOptions.Version
    ) -> (header: WARCHeader, block: [UInt8]) {
        guard header.contentType?.lowercased().hasPrefix(WARCFields.mediaType) != false else { return (header, block) }
        let new = lines(of: block).flatMap { renamed($0, to: version.rawValue) }
        guard new != block else { return (header, block) }
        var header = header
        header.set("Content-Length", String(new.count))
        for name in ["WARC-Block-Digest", "WARC-Payload-Digest"] {
            guard let declared = header[name].flatMap({ Digest(labelled: $0) }),
                DigestStream.digest(of: block, declared.algorithm) == declared
            else { continue }
            header.set(name, DigestStream.digest(of: new, declared.algorithm).labelled)
        }
        return (header, new)
    }

    /// A line with another version in it, if it is one of the two that name it.
    private static func renamed(_ line: ArraySlice<UInt8>, to version: String) -> [UInt8] {
        guard let text = String(validating: line, as: UTF8.self) else { return Array(line) }
        let lower = text.lowercased()
        let before: String
        if lower.hasPrefix("format:") {
            before = "WARC File Format "
        } else if lower.hasPrefix("conformsto:") {
            before = "/warc-format/warc-"
        } else {
            return Array(line)
        }
        for old in RecompressionOptions.Version.allCases where old.rawValue != version {
            guard let place = place(of: Array((before + old.rawValue).utf8), in: Array(line)) else { continue }
            var bytes = Array(line)
            bytes.replaceSubrange(place, with: Array((before + version).utf8))
            return bytes
        }
        return Array(line)
    }

    private static func place(of part: [UInt8], in whole: [UInt8]) -> Range<Int>? {
        guard whole.count >= part.count else { return nil }
        for start in 0...(whole.count - part.count) where whole[start...].starts(with: part) {
            return start..<start + part.count
        }
        return nil
    }

    /// The lines with their ends.
    private static func lines(of block: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        while start < block.count {
            let end = block[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? block.count
            lines.append(block[start..<end])
            start = end
        }
        return lines
    }
}
