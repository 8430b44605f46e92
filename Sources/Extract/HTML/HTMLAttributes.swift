// SPDX-License-Identifier: EUPL-1.2

import CLibXML2

/// The attributes of one start tag, as libxml2 hands them over: names in lower case, entities decoded.
///
/// Valid only during the call it was given to.
struct HTMLAttributes: Sequence {
    private let pairs: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?

    init(_ pairs: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) { self.pairs = pairs }

    /// True for a tag without any.
    var isEmpty: Bool { pairs == nil }

    /// The bytes of a value; nil when the attribute is absent or has no value.
    func bytes(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? {
        var place = pairs
        while let here = place, let candidate = here[0] {
            if Name(start: candidate).equals(name) { return here[1].map(Self.whole) }
            place = here + 2
        }
        return nil
    }

    private static func whole(_ value: UnsafePointer<xmlChar>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: value, count: Int(xmlStrlen(value)))
    }

    /// Names and values, also of attributes without a value.
    func all(upTo limit: Int) -> [(name: String, value: String)] {
        var found: [(name: String, value: String)] = []
        var place = pairs
        while let here = place, let name = here[0], found.count < limit {
            found.append((Name(start: name).text, here[1].map { String(cString: $0) } ?? ""))
            place = here + 2
        }
        return found
    }

    /// A value as text; nil when the attribute is absent or has no value.
    func text(_ name: StaticString) -> String? {
        bytes(name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A value in lower case, split at white space; empty when the attribute is absent.
    func tokens(_ name: StaticString) -> [String] {
        guard let bytes = bytes(name), bytes.count <= 4096 else { return [] }
        return bytes.split(whereSeparator: { $0 <= 0x20 }).map { String(decoding: $0, as: UTF8.self).lowercased() }
    }

    func makeIterator() -> Iterator { Iterator(pairs: pairs) }

    /// The name of an attribute, NUL-terminated ASCII as a rule.
    struct Name {
        let start: UnsafePointer<xmlChar>

        func equals(_ name: StaticString) -> Bool {
            xmlStrcmp(start, name.utf8Start) == 0
        }

        func hasPrefix(_ prefix: StaticString) -> Bool {
            xmlStrncmp(start, prefix.utf8Start, Int32(prefix.utf8CodeUnitCount)) == 0
        }

        var text: String { String(cString: start) }
    }

    /// Walks over the attributes that have a value.
    struct Iterator: IteratorProtocol {
        var pairs: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?

        mutating func next() -> (Name, UnsafeBufferPointer<UInt8>)? {
            while let place = pairs, let name = place[0] {
                pairs = place + 2
                guard let value = place[1] else { continue }
                return (Name(start: name), HTMLAttributes.whole(value))
            }
            return nil
        }
    }
}
