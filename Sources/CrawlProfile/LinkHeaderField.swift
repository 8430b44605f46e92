// SPDX-License-Identifier: EUPL-1.2

/// `Link` header fields (RFC 8288), read as far as paging needs it: the target of a relation.
///
/// The full reader is in HTTPMessage, on a floor this module has no other business with.
enum LinkHeaderField {
    /// The first target with that relation, as it is written, relative or not.
    static func target(of relation: String, in fields: [(String, String)]) -> String? {
        for (name, value) in fields where name.lowercased() == "link" {
            var rest = Array(value.utf8)[...]
            while let link = next(in: &rest) {
                if link.relations.contains(relation) { return link.target }
            }
        }
        return nil
    }

    /// The link at the start, and `rest` moved behind it; nil at the end or at what is no link.
    private static func next(in rest: inout ArraySlice<UInt8>) -> (target: String, relations: [String])? {
        guard let open = rest.firstIndex(of: UInt8(ascii: "<")),
            let close = rest[open...].firstIndex(of: UInt8(ascii: ">"))
        else { return nil }
        let target = String(decoding: rest[(open + 1)..<close], as: UTF8.self)
        // Parameters end at the first comma outside quotes.
        var end = close + 1
        var isQuoted = false
        while end < rest.endIndex, isQuoted || rest[end] != UInt8(ascii: ",") {
            if rest[end] == UInt8(ascii: "\\"), isQuoted { end += 1 } else if rest[end] == 0x22 { isQuoted.toggle() }
            end += 1
        }
        end = min(end, rest.endIndex)
        let relations = self.relations(of: rest[(close + 1)..<end])
        rest = rest[min(end + 1, rest.endIndex)...]
        return (target, relations)
    }

    private static func relations(of parameters: ArraySlice<UInt8>) -> [String] {
        for part in parameters.split(separator: UInt8(ascii: ";")) {
            let pair = String(decoding: part, as: UTF8.self).split(separator: "=", maxSplits: 1).map(String.init)
            guard pair.count == 2, pair[0].trimmingASCIISpace().lowercased() == "rel" else { continue }
            let value = pair[1].trimmingASCIISpace().filter { $0 != "\"" }
            return value.lowercased().split(separator: " ").map(String.init)
        }
        return []
    }
}
