// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Glibc

extension ReadingState {
    /// The bytes a record line of ARC may have; some URLs in them are long.
    static let arcLineLimit = 1 << 16

    /// The record line of ARC that the input stands at, which stays there; nil if there is none.
    ///
    /// In a file that is not known to be ARC only a line whose fields all look right is one.
    func arcLine() throws(ByteStreamError) -> ARCRecordLine? {
        guard !isWARC, ARCRecordLine.couldStart(input.available) else { return nil }
        var start = 0
        while true {
            let bytes = UnsafeRawBufferPointer(rebasing: input.available.prefix(Self.arcLineLimit))
            guard let base = bytes.baseAddress else { return nil }
            if let found = memchr(base + start, 0x0A, bytes.count - start) {
                let count = UnsafeRawPointer(found) - base + 1
                return line(Array(bytes[..<count]))
            }
            start = bytes.count
            guard bytes.count < Self.arcLineLimit else { return nil }
            guard try input.fill() else { return line(Array(bytes)) }
        }
    }

    private func line(_ bytes: [UInt8]) -> ARCRecordLine? {
        guard let line = ARCRecordLine(parsing: bytes, fieldCount: (arc ?? .unknown).fieldCount) else { return nil }
        return arc != nil || line.isVersionBlock || line.isPlausible ? line : nil
    }

    /// Whether a line of ARC starts with these bytes that a reader may go on at after damage.
    static func startsWithARCRecord(_ content: UnsafeRawBufferPointer) -> Bool {
        guard ARCRecordLine.couldStart(content) else { return false }
        let end = content.firstIndex(of: 0x0A).map { $0 + 1 } ?? content.count
        guard let line = ARCRecordLine(parsing: Array(content[..<end])) else { return false }
        return line.isPlausible || line.isVersionBlock
    }
}
