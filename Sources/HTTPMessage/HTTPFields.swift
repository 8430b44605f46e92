// SPDX-License-Identifier: EUPL-1.2

/// One header field.
public struct HTTPField: Sendable, Hashable {
    /// The name in the case it was sent in.
    public var name: String
    /// The value without blanks around it; each byte as the character U+0000 to U+00FF of the same number.
    public var value: String

    /// A field.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// The header fields of a message in their order, repeated ones included.
///
/// Names are looked up without regard to case (RFC 9110 §5.1).
public struct HTTPFields: Sendable, Hashable, Sequence, ExpressibleByArrayLiteral {
    private var fields: [HTTPField]

    /// These fields, in this order.
    public init(_ fields: [HTTPField] = []) { self.fields = fields }

    /// These fields, in this order.
    public init(arrayLiteral fields: HTTPField...) { self.fields = fields }

    /// The number of fields.
    public var count: Int { fields.count }

    /// Whether there is none.
    public var isEmpty: Bool { fields.isEmpty }

    /// The fields one after the other.
    public func makeIterator() -> IndexingIterator<[HTTPField]> { fields.makeIterator() }

    /// The value of the first field of this name.
    public subscript(name: String) -> String? {
        fields.first { FieldText.isSameName($0.name, name) }?.value
    }

    /// The values of all fields of this name, in their order.
    public func all(_ name: String) -> [String] {
        fields.compactMap { FieldText.isSameName($0.name, name) ? $0.value : nil }
    }

    /// Adds a field at the end.
    public mutating func append(_ field: HTTPField) { fields.append(field) }

    /// Adds a field at the end.
    public mutating func append(_ name: String, _ value: String) { fields.append(HTTPField(name: name, value: value)) }

    /// Removes all fields of this name; the answer is whether there was one.
    @discardableResult
    public mutating func remove(_ name: String) -> Bool {
        let before = fields.count
        fields.removeAll { FieldText.isSameName($0.name, name) }
        return fields.count < before
    }

    /// Gives a name one value: the first field of the name is changed in its place and the others go; else one is added.
    public mutating func set(_ name: String, _ value: String) {
        guard let first = fields.firstIndex(where: { FieldText.isSameName($0.name, name) }) else {
            return append(name, value)
        }
        let kept = HTTPField(name: fields[first].name, value: value)
        remove(name)
        fields.insert(kept, at: Swift.min(first, fields.count))
    }

    /// Appends `name: value` lines, without the blank line.
    func write(to bytes: inout [UInt8]) {
        for field in fields {
            FieldText.append(field.name, to: &bytes)
            bytes.append(contentsOf: [58, 32])
            FieldText.append(field.value, to: &bytes)
            bytes.append(contentsOf: [13, 10])
        }
    }
}
