// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

/// What stands behind the block of a record whose end is not as it should be.
enum MemberTail {
    /// Whether only line ends follow the block, up to the end of its gzip member, or in a plain file up to the next record.
    ///
    /// False where it cannot be told: in a member that holds several records, and in Zstandard frames.
    static func isLineEnds(behindRecordAt offset: UInt64, of file: OpenFile) throws -> Bool {
        let reader = try WARCReader(file: file, offset: offset, policy: .silent)
        guard let record = try reader.next(), record.location.offset == offset, record.isAligned,
            let length = record.header.contentLength
        else { return false }
        try record.finish()
        guard !record.isCut else { return false }
        switch reader.container {
        case .plain: return try lineEnds(at: offset + record.location.length, of: file) != nil
        case .gzip:
            let end = offset + record.location.length
            return end > offset ? try isLineEnds(behind: length, inMembers: offset..<end, of: file) : false
        default: return false
        }
    }

    /// The line ends at an offset of a plain file, if the file ends or a record starts behind them; nil if something else does.
    static func lineEnds(at offset: UInt64, of file: OpenFile) throws -> Int? {
        let bytes = try file.read(at: offset, count: 64)
        let count = bytes.prefix { $0 == 0x0D || $0 == 0x0A }.count
        guard count < bytes.count else { return bytes.count < 64 ? count : nil }
        return String(decoding: bytes[count...].prefix(5), as: UTF8.self).lowercased() == "warc/" ? count : nil
    }

    /// In a record that fills one gzip member, or several.
    private static func isLineEnds(
        behind length: UInt64, inMembers range: Range<UInt64>, of file: OpenFile
    ) throws -> Bool {
        let members = MemberReader(gzip: file, offset: range.lowerBound)
        guard try members.nextMember() else { return false }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { buffer.deallocate() }
        var header: [UInt8] = []
        var isInHeader = true
        var left = length
        while true {
            let count = try members.read(into: buffer)
            guard count > 0 else {
                guard members.memberOffset + members.memberLength < range.upperBound, try members.nextMember() else {
                    return !isInHeader && left == 0
                }
                continue
            }
            var bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])[...]
            if isInHeader {
                header.append(contentsOf: bytes)
                guard header.count <= WARCReader.headerLimit + count else { return false }
                guard let end = endOfHeader(header) else { continue }
                isInHeader = false
                bytes = bytes.dropFirst(end - (header.count - count))
            }
            let block = Int(clamping: min(left, UInt64(bytes.count)))
            left -= UInt64(block)
            guard bytes.dropFirst(block).allSatisfy({ $0 == 0x0D || $0 == 0x0A }) else { return false }
        }
    }

    /// Behind the first empty line.
    static func endOfHeader(_ bytes: [UInt8]) -> Int? {
        var index = bytes.firstIndex { $0 != 0x0D && $0 != 0x0A } ?? bytes.count
        while let found = bytes[index...].firstIndex(of: 0x0A) {
            let next = bytes[(found + 1)...]
            if next.first == 0x0A { return found + 2 }
            if next.starts(with: [0x0D, 0x0A]) { return found + 3 }
            index = found + 1
        }
        return nil
    }
}
