// SPDX-License-Identifier: EUPL-1.2

/// The bytes of one reference as it stands in a document, judged before any `String` is made of it.
///
/// Pages carry `data:` images of megabytes and thousands of `#` links: they must cost nothing.
struct ReferenceText {
    /// The reference without surrounding white space and without fragment.
    let bytes: UnsafeBufferPointer<UInt8>

    /// Nil for what leads nowhere: nothing but a fragment, a scheme other than http(s), more than `limit` bytes.
    init?(_ raw: UnsafeBufferPointer<UInt8>, limit: Int) {
        var start = 0
        var end = raw.count
        while start < end, raw[start] <= 0x20 { start += 1 }
        guard Self.mayLead(raw, from: start) else { return nil }
        // A fragment may be long, but nothing honest is a thousand times the limit.
        guard end - start <= limit &* 1024 else { return nil }
        var cursor = start
        while cursor < end, raw[cursor] != UInt8(ascii: "#") { cursor += 1 }
        end = cursor
        while end > start, raw[end - 1] <= 0x20 { end -= 1 }
        guard end > start, end - start <= limit else { return nil }
        bytes = UnsafeBufferPointer(rebasing: raw[start..<end])
    }

    /// True for http, https and anything without a scheme; tabs and newlines inside a scheme do not count (URL §4.4).
    private static func mayLead(_ raw: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        var letters: UInt64 = 0
        var length = 0
        var cursor = start
        while cursor < raw.count {
            let byte = raw[cursor]
            cursor += 1
            switch byte {
            case UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                continue
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                letters = letters << 8 | UInt64(byte | 0x20)
                length += 1
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                guard length > 0 else { return true }
                letters = letters << 8 | UInt64(byte)
                length += 1
            case UInt8(ascii: ":"):
                return length == 0 || (length == 4 && letters == 0x6874_7470)
                    || (length == 5 && letters == 0x68_7474_7073)
            default:
                return true
            }
            // No scheme that matters is longer, and a path of letters only has no colon to be found.
            if length > 32 { return true }
        }
        return true
    }
}
