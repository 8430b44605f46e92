// SPDX-License-Identifier: EUPL-1.2

/// A media type as JWAT takes it apart: `type/subtype` and parameters, white space only where noted.
struct JWATMediaType {
    let type: String
    let subtype: String
    /// Names in lower case.
    private(set) var parameters: [String: String] = [:]

    /// Nil if it is none.
    init?(_ text: [UInt32]) {
        var rest = text[...]
        rest = rest.drop(while: Self.isBlank)
        let type = rest.prefix(while: Self.isToken)
        rest = rest.dropFirst(type.count)
        guard !type.isEmpty, rest.popFirst() == 0x2F else { return nil }
        let subtype = rest.prefix(while: Self.isToken)
        rest = rest.dropFirst(subtype.count)
        guard !subtype.isEmpty else { return nil }
        self.type = Array(type).text.lowercased()
        self.subtype = Array(subtype).text.lowercased()
        guard let next = rest.first else { return }
        if Self.isBlank(next) {
            // Behind white space nothing more may come, unlike between parameters.
            guard rest.allSatisfy(Self.isBlank) else { return nil }
            return
        }
        guard next == 0x3B else { return nil }
        while rest.popFirst() == 0x3B {
            rest = rest.drop(while: Self.isBlank)
            if rest.isEmpty { return }
            guard readParameter(&rest) else { return nil }
            rest = rest.drop(while: Self.isBlank)
            if rest.isEmpty { return }
            guard rest.first == 0x3B else { return nil }
        }
    }

    private mutating func readParameter(_ rest: inout ArraySlice<UInt32>) -> Bool {
        let name = rest.prefix(while: Self.isToken)
        rest = rest.dropFirst(name.count)
        guard !name.isEmpty, rest.popFirst() == 0x3D, let first = rest.first else { return false }
        var value: [UInt32] = []
        if first == 0x22 {
            rest = rest.dropFirst()
            while true {
                guard let next = rest.popFirst() else { return false }
                if next == 0x22 { break }
                guard next == 0x5C else {
                    value.append(next)
                    continue
                }
                guard let quoted = rest.popFirst() else { return false }
                value.append(quoted)
            }
        } else {
            value = Array(rest.prefix(while: Self.isToken))
            guard !value.isEmpty else { return false }
            rest = rest.dropFirst(value.count)
        }
        parameters[Array(name).text.lowercased()] = value.text
        return true
    }

    private static func isBlank(_ character: UInt32) -> Bool { character == 0x20 || character == 0x09 }

    private static func isToken(_ character: UInt32) -> Bool {
        guard character < 0x80 else { return true }
        return character >= 0x20 && !"()<>@,;:\\\"/[]?={} \t".utf8.contains(UInt8(character))
    }
}
