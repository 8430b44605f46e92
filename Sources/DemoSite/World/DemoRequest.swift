// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime

/// A field of a request or response.
package struct DemoField: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
}

/// What the site is asked, without the connection it came over.
package struct DemoRequest: Sendable {
    /// `GET` or `HEAD`; anything else is answered 405, but by the platform sites.
    package var method: String
    /// `host[:port]`, from the Host field. The addresses of the answer start with it.
    package var host: String
    /// Path and query as sent.
    package var target: String
    package var fields: [DemoField]
    /// What was sent along, as with POST.
    package var body: [UInt8]
    /// How often this host was asked this target before; 0 the first time.
    package var visit: Int
    /// How many requests the same platform site had before, whatever they asked; 0 for the first, and outside these sites.
    package var order: Int
    /// The moment of the request, for answers that name one.
    package var time: ArchiveDate

    /// A GET of a target.
    package init(
        _ target: String, host: String = "demo.test", method: String = "GET", fields: [DemoField] = [],
        body: [UInt8] = [], visit: Int = 0, order: Int = 0, time: ArchiveDate = ArchiveDate(seconds: 1_795_000_000)
    ) {
        (self.method, self.host, self.target, self.fields, self.body) = (method, host, target, fields, body)
        (self.visit, self.order, self.time) = (visit, order, time)
    }

    /// The target without its query, still percent-encoded.
    package var path: String { String(target.prefix { $0 != "?" }) }

    /// The names and values of the query.
    var query: DemoQuery { DemoQuery(target.drop { $0 != "?" }.dropFirst()) }

    /// The segments of the path, decoded; none for `/`.
    var segments: [String] { path.split(separator: "/").map { DemoQuery.decode($0, plusIsSpace: false) } }

    subscript(field: String) -> String? {
        fields.first { $0.name.lowercased() == field.lowercased() }?.value
    }
}

/// The pairs of a query.
struct DemoQuery: Sendable {
    let pairs: [(name: String, value: String)]

    init(_ text: some StringProtocol) {
        pairs = text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decode(parts[0]), parts.count > 1 ? Self.decode(parts[1]) : "")
        }
    }

    subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    func number(_ name: String) -> Int? { self[name].flatMap { Int($0) } }

    /// Percent-decoded; bytes that are no UTF-8 become replacement characters, a lone `%` stays.
    static func decode(_ text: some StringProtocol, plusIsSpace: Bool = true) -> String {
        var bytes: [UInt8] = []
        let source = Array(text.utf8)
        var index = 0
        while index < source.count {
            if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
                let high = Character(Unicode.Scalar(source[index + 1])).hexDigitValue,
                let low = Character(Unicode.Scalar(source[index + 2])).hexDigitValue
            {
                bytes.append(UInt8(high << 4 | low))
                index += 3
            } else {
                bytes.append(plusIsSpace && source[index] == UInt8(ascii: "+") ? UInt8(ascii: " ") : source[index])
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
