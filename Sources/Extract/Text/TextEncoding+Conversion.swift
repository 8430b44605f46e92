// SPDX-License-Identifier: EUPL-1.2

import Glibc

extension TextEncoding {
    /// The text of `bytes`; what cannot be decoded becomes U+FFFD, never an error and never an end.
    ///
    /// A byte order mark is dropped, NUL becomes U+FFFD too (HTML §13.2.5): C strings would end there.
    func text(of bytes: UnsafeBufferPointer<UInt8>) -> String {
        var text: String
        switch self {
        case .utf8:
            text = String(decoding: Self.droppingMark(bytes, [0xEF, 0xBB, 0xBF]), as: UTF8.self)
        case .utf16LittleEndian:
            text = Self.utf16(Self.droppingMark(bytes, [0xFF, 0xFE]), high: 1)
        case .utf16BigEndian:
            text = Self.utf16(Self.droppingMark(bytes, [0xFE, 0xFF]), high: 0)
        case .windows1252:
            text = Self.windows1252(bytes)
        case .iconv(let name):
            text = Iconv.decode(bytes, from: name) ?? Self.windows1252(bytes)
        }
        let hasNUL = text.withUTF8 { utf8 in
            utf8.baseAddress.map { memchr($0, 0, utf8.count) != nil } ?? false
        }
        guard hasNUL else { return text }
        return text.replacing("\0", with: "\u{FFFD}")
    }

    /// A reference as a string, its non-ASCII query characters percent-encoded in this encoding.
    ///
    /// Browsers do so for every encoding but the Unicode ones; the path is always UTF-8 (URL §4.4).
    func encodingQuery(of bytes: UnsafeBufferPointer<UInt8>) -> String {
        let plain = String(decoding: bytes, as: UTF8.self)
        switch self {
        case .utf8, .utf16LittleEndian, .utf16BigEndian: return plain
        case .windows1252, .iconv: break
        }
        guard let mark = plain.utf8.firstIndex(of: UInt8(ascii: "?")),
            plain.utf8[mark...].contains(where: { $0 >= 0x80 })
        else { return plain }
        var result = String(plain[..<mark])
        for scalar in plain[mark...].unicodeScalars {
            guard !scalar.isASCII else {
                result.unicodeScalars.append(scalar)
                continue
            }
            for byte in encoded(scalar) {
                result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }

    /// One character in this encoding; `&#N;` as in browsers where it has none.
    private func encoded(_ scalar: Unicode.Scalar) -> [UInt8] {
        switch self {
        case .windows1252:
            if scalar.value >= 0xA0, scalar.value <= 0xFF { return [UInt8(scalar.value)] }
            if let place = Self.upper1252.firstIndex(of: UInt16(clamping: scalar.value)) {
                return [UInt8(0x80 + place)]
            }
        case .iconv(let name):
            if let bytes = Iconv.encode(scalar, to: name) { return bytes }
        case .utf8, .utf16LittleEndian, .utf16BigEndian:
            return Array(String(scalar).utf8)
        }
        return Array("&#\(scalar.value);".utf8)
    }

    private static func droppingMark(
        _ bytes: UnsafeBufferPointer<UInt8>, _ mark: [UInt8]
    ) -> UnsafeBufferPointer<UInt8> {
        bytes.starts(with: mark) ? UnsafeBufferPointer(rebasing: bytes[mark.count...]) : bytes
    }

    private static func utf16(_ bytes: UnsafeBufferPointer<UInt8>, high: Int) -> String {
        let units = (0..<bytes.count / 2).lazy.map {
            UInt16(bytes[$0 * 2 + high]) << 8 | UInt16(bytes[$0 * 2 + 1 - high])
        }
        return String(decoding: Array(units), as: UTF16.self)
    }

    private static func windows1252(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            let value: UInt16
            switch byte {
            case 0..<0x80:
                result.append(byte)
                continue
            case 0x80..<0xA0: value = upper1252[Int(byte) - 0x80]
            default: value = UInt16(byte)
            }
            if value < 0x800 {
                result.append(0xC0 | UInt8(value >> 6))
            } else {
                result.append(0xE0 | UInt8(value >> 12))
                result.append(0x80 | UInt8(value >> 6 & 0x3F))
            }
            result.append(0x80 | UInt8(value & 0x3F))
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Code points of the bytes 0x80 to 0x9F (Encoding Standard, index windows-1252).
    private static let upper1252: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]
}
