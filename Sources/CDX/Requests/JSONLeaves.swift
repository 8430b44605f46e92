// SPDX-License-Identifier: EUPL-1.2

/// The values of a JSON text by the name of the member that each stands in; a name that comes again is numbered, `id`, `id.2_`, `id.3_`.
///
/// Lists have no name of their own; what stands under no name, or an empty one, is left out.
struct JSONLeaves {
    private let dialect: CDXDialect
    private var pairs: [(name: [UInt8], value: [UInt8])] = []
    private var places: [[UInt8]: Int] = [:]
    private var counts: [[UInt8]: Int] = [:]
    private var bytes = 0
    private var isUnspeakable = false

    /// New leaves behind so many bytes cannot be seen in a query, which is cut off long before.
    private static let bytesLimit = 4 * CDXRequestKey.queryLimit

    init(_ dialect: CDXDialect) { self.dialect = dialect }

    init(_ value: JSONValue, _ dialect: CDXDialect) {
        self.init(dialect)
        add(value)
    }

    /// The leaves as a query; empty if one of them has no spelling in this dialect.
    var query: String { isUnspeakable ? "" : FormEncoding.query(pairs) }

    /// Adds the leaves of another text.
    mutating func add(_ value: JSONValue) { add(value, under: "") }

    private mutating func add(_ value: JSONValue, under name: String) {
        switch value {
        case .object(let members): for member in members { add(member.value, under: member.name) }
        case .array(let values): for value in values { add(value, under: name) }
        case .string(let text): put(name, text)
        case .number(let number): put(name, spelled(number))
        case .literal(let literal): put(name, spelled(literal))
        }
    }

    private mutating func put(_ name: String, _ value: String?) {
        guard !name.isEmpty else { return }
        guard let value else {
            isUnspeakable = true
            return
        }
        var key = Array(name.utf8)
        if places[key] != nil {
            let count = (counts[key] ?? 1) + 1
            counts[key] = count
            key += Array(".\(count)_".utf8)
        }
        if let place = places[key] {
            pairs[place].value = Array(value.utf8)
        } else if bytes < Self.bytesLimit {
            places[key] = pairs.count
            bytes += key.count + value.utf8.count + 2
            pairs.append((key, Array(value.utf8)))
        }
    }

    private func spelled(_ literal: JSONValue.Literal) -> String {
        switch (literal, dialect) {
        case (.true, .cdxjIndexer): "True"
        case (.false, .cdxjIndexer): "False"
        case (.null, .cdxjIndexer): "None"
        case (.true, .pywb): "true"
        case (.false, .pywb): "false"
        case (.null, .pywb): "null"
        }
    }

    /// Numbers as Python spells them; with pywb, those that are whole as integers.
    private func spelled(_ number: JSONNumber) -> String? {
        switch (number, dialect) {
        case (.integer(let digits), _): digits
        case (.float(let value), .cdxjIndexer): PythonNumber.text(of: value)
        case (.float(let value), .pywb):
            value.isInfinite ? nil : PythonNumber.integer(of: value) ?? PythonNumber.text(of: value)
        }
    }
}
