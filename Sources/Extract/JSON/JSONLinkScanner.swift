// SPDX-License-Identifier: EUPL-1.2

/// Finds the URLs in JSON, in lines of JSON and in what is nearly JSON, in one pass over the bytes.
///
/// A tokenizer without recursion: it needs no valid document, only strings, colons and brackets. Garbage before the
/// first bracket (`)]}'`, `for (;;);`) and a missing end do no harm. Source: RFC 8259 §2 and §7.
struct JSONLinkScanner {
    /// One string value and where it stands.
    struct Found {
        /// The string, escapes undone.
        var value: UnsafeBufferPointer<UInt8>
        /// The key it belongs to; in an array the key of the array. Empty at the top.
        var key: String
        /// The key of the object around it, arrays passed over; empty at the top.
        var parent: String
    }

    /// Containers beyond this depth are counted, but their keys are not remembered.
    private static let maxDepth = 512
    /// Longer strings are not links; HTML fragments are looked at up to here.
    private static let maxString = 1 << 20

    /// An open bracket. `key` is the one it stands under, `name` the one being read in it.
    private struct Container {
        var isObject: Bool
        var key: Range<Int>?
        var name: Range<Int>?
        var isHidden: Bool
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var cursor = 0
    private var stack: [Container] = []
    private var uncounted = 0
    private var keyExpected = false

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Calls `body` with every string value that may hold a link, in order.
    static func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (Found) -> Void) {
        var scanner = JSONLinkScanner(bytes)
        scanner.run(body)
    }

    private mutating func run(_ body: (Found) -> Void) {
        while cursor < bytes.count {
            let byte = bytes[cursor]
            switch byte {
            case UInt8(ascii: "\""): string(body)
            case UInt8(ascii: "{"): open(isObject: true)
            case UInt8(ascii: "["): open(isObject: false)
            case UInt8(ascii: "}"), UInt8(ascii: "]"): close()
            case UInt8(ascii: ","):
                cursor += 1
                keyExpected = uncounted == 0 && stack.last?.isObject == true
            default: cursor += 1
            }
        }
    }

    private mutating func open(isObject: Bool) {
        cursor += 1
        keyExpected = isObject
        guard stack.count < Self.maxDepth, uncounted == 0 else {
            uncounted += 1
            keyExpected = false
            return
        }
        let key = stack.last?.isObject == true ? stack.last?.name : stack.last?.key
        let hidden = stack.last?.isHidden == true || key.map(isContextKey) == true
        stack.append(Container(isObject: isObject, key: key, name: nil, isHidden: hidden))
    }

    private mutating func close() {
        cursor += 1
        keyExpected = false
        if uncounted > 0 { uncounted -= 1 } else { _ = stack.popLast() }
    }

    private mutating func string(_ body: (Found) -> Void) {
        cursor += 1
        let start = cursor
        var hasEscapes = false
        while cursor < bytes.count, bytes[cursor] != UInt8(ascii: "\"") {
            if bytes[cursor] == UInt8(ascii: "\\") {
                hasEscapes = true
                cursor += 1
            }
            cursor += 1
        }
        let end = min(cursor, bytes.count)
        cursor = end + 1
        if keyExpected {
            keyExpected = false
            if !stack.isEmpty { stack[stack.count - 1].name = start..<end }
            return
        }
        guard end - start >= 2, end - start <= Self.maxString, stack.last?.isHidden != true else { return }
        let raw = UnsafeBufferPointer(rebasing: bytes[start..<end])
        guard JSONValue.mayLead(raw) else { return }
        let (key, parent) = path()
        if hasEscapes {
            JSONString.unescape(raw).withUnsafeBufferPointer { body(Found(value: $0, key: key, parent: parent)) }
        } else {
            body(Found(value: raw, key: key, parent: parent))
        }
    }

    private func path() -> (key: String, parent: String) {
        guard uncounted == 0, let top = stack.last else { return ("", "") }
        let key = top.isObject ? top.name : top.key
        var parent: Range<Int>?
        if top.isObject {
            parent = top.key
        } else {
            parent = stack.last(where: \.isObject)?.key
        }
        return (key.map(text) ?? "", parent.map(text) ?? "")
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range.prefix(64)]), as: UTF8.self)
    }

    /// JSON-LD's vocabulary (`"@context": "https://www.w3.org/ns/activitystreams"`) is not for visiting.
    private func isContextKey(_ range: Range<Int>) -> Bool {
        bytes[range].elementsEqual("@context".utf8)
    }
}
