// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

/// What can still be told of a record that is lost.
enum LostHeader {
    /// Type, address and ID of a record.
    static func name(_ header: WARCHeader) -> String {
        [header.type?.text ?? "a record", header.targetURI, header.recordID].compactMap { $0 }.joined(separator: " ")
    }

    /// The first record of the damaged gzip member at an offset, as far as its header can be decoded; nil if nothing of it can.
    ///
    /// Decodes in small steps: what stands before the damage comes out.
    static func name(inMemberAt offset: UInt64, of file: OpenFile) throws -> String? {
        let bytes = try file.read(at: offset, count: 1 << 16)
        guard bytes.starts(with: [0x1F, 0x8B]) else { return nil }
        let inflater = Inflater(.gzip)
        var text: [UInt8] = []
        var used = 0
        let step = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 16)
        defer { step.deallocate() }
        while text.count < 1 << 14 {
            let result = bytes[used...].withUnsafeBytes { try? inflater.step($0, into: step) }
            guard let result, result.produced > 0 || result.consumed > 0 else { break }
            text.append(contentsOf: step[..<result.produced])
            used += result.consumed
            if result.isAtEnd || used >= bytes.count { break }
        }
        // The last line may be cut.
        guard let end = text.lastIndex(of: 0x0A), let header = try? WARCHeader(parsing: Array(text[...end])) else {
            return nil
        }
        return name(header)
    }
}
