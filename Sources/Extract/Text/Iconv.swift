// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// The one owner of a conversion descriptor of the C library.
struct Iconv: ~Copyable {
    private let descriptor: iconv_t

    /// Nil when the C library has no such conversion (its tables are a package of their own on small systems).
    private init?(from source: String, to target: String) {
        guard let opened = iconv_open(target, source), opened != iconv_t(bitPattern: -1) else { return nil }
        descriptor = opened
    }

    deinit { iconv_close(descriptor) }

    /// The text of `bytes`, each undecodable byte as U+FFFD; nil when the encoding is unknown here.
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, from encoding: String) -> String? {
        guard let converter = Iconv(from: encoding, to: "UTF-8") else { return nil }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 2)
        converter.convert(bytes, into: &result) { result in
            result.append(contentsOf: [0xEF, 0xBF, 0xBD])
            return true
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// One character in an encoding; nil when it has none there.
    static func encode(_ scalar: Unicode.Scalar, to encoding: String) -> [UInt8]? {
        guard let converter = Iconv(from: "UTF-8", to: encoding) else { return nil }
        var result: [UInt8] = []
        var whole = true
        let source = Array(String(scalar).utf8)
        source.withUnsafeBufferPointer { source in
            converter.convert(source, into: &result) { _ in
                whole = false
                return false
            }
        }
        return whole && !result.isEmpty ? result : nil
    }

    /// Converts all of `source`; `substitute` is asked at each byte that cannot be converted and says whether to go on.
    private borrowing func convert(
        _ source: UnsafeBufferPointer<UInt8>, into result: inout [UInt8], substitute: (inout [UInt8]) -> Bool
    ) {
        let piece = 16 << 10
        let output = UnsafeMutableBufferPointer<CChar>.allocate(capacity: piece)
        defer { output.deallocate() }
        guard let start = source.baseAddress, let outputStart = output.baseAddress else { return }
        // iconv does not write through its input pointer; the type only says so.
        var input: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: start)
            .assumingMemoryBound(to: CChar.self)
        var left = source.count
        while left > 0 {
            var cursor: UnsafeMutablePointer<CChar>? = outputStart
            var room = piece
            let before = left
            let outcome = iconv(descriptor, &input, &left, &cursor, &room)
            let problem = errno
            for index in 0..<(piece - room) { result.append(UInt8(bitPattern: output[index])) }
            guard outcome == -1 else { continue }
            if problem == E2BIG, left < before || room < piece { continue }
            guard substitute(&result), let next = input else { return }
            input = next + 1
            left -= 1
        }
    }
}
