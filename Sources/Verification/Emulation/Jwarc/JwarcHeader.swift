// SPDX-License-Identifier: EUPL-1.2

/// A record's header in jwarc's strict grammar.
struct JwarcHeader {
    /// Values by name in lower case, in order.
    private(set) var fields: [String: [String]] = [:]
    /// Whether it is of the older format, ARC.
    private(set) var isARC = false
    /// What jwarc warns about while it reads a header of ARC.
    private(set) var warnings: [String] = []
    /// Bytes kept of all fields together.
    private static let limit = 1 << 20

    private struct Source {
        let input: JwarcInput
        var count = 0

        mutating func next() throws(ToolFailure) -> UInt8 {
            guard let byte = try input.next() else { throw .stopped("java.io.EOFException") }
            count += 1
            return byte
        }
    }

    private static let invalid = ToolFailure.stopped("org.netpreserve.jwarc.ParsingException: invalid WARC record")

    /// Reads a header. Nil at the end of the file.
    init?(from input: JwarcInput) throws(ToolFailure) {
        guard let first = try input.next() else { return nil }
        var source = Source(input: input, count: 1)
        if first == 0x57 {
            try readVersion(&source)
            try readFields(&source)
        } else {
            isARC = true
            try readARC(first, &source)
        }
    }

    /// The only value of a name; nil if there is none.
    /// - Throws: If there are several.
    func sole(_ name: String) throws(ToolFailure) -> String? {
        guard let values = fields[name] else { return nil }
        guard values.count == 1 else {
            throw .stopped("java.lang.IllegalArgumentException: record has \(values.count) \(name) headers")
        }
        return values[0]
    }

    private func readVersion(_ source: inout Source) throws(ToolFailure) {
        for wanted in "ARC/".utf8 {
            guard try source.next() == wanted else { throw Self.invalid }
        }
        for end: UInt8 in [0x2E, 0x0D] {
            guard Self.isDigit(try source.next()) else { throw Self.invalid }
            while true {
                let byte = try source.next()
                if byte == end { break }
                guard Self.isDigit(byte) else { throw Self.invalid }
            }
        }
        guard try source.next() == 0x0A else { throw Self.invalid }
    }

    private mutating func readFields(_ source: inout Source) throws(ToolFailure) {
        var byte = try source.next()
        while byte != 0x0D {
            var name: [UInt8] = []
            while byte != 0x3A {
                guard Self.isNameByte(byte) else { throw Self.invalid }
                if name.count < Self.limit { name.append(byte) }
                byte = try source.next()
            }
            guard !name.isEmpty else { throw Self.invalid }
            let value: [UInt8]
            (value, byte) = try readValue(&source)
            if source.count < Self.limit {
                let name = String(decoding: name, as: UTF8.self).lowercased()
                fields[name, default: []].append(String(decoding: value, as: UTF8.self))
            }
        }
        guard try source.next() == 0x0A else { throw Self.invalid }
    }

    /// A value with its folded lines, and the first byte of the line behind it.
    private func readValue(_ source: inout Source) throws(ToolFailure) -> ([UInt8], UInt8) {
        var value: [UInt8] = []
        var end = 0
        var byte = try source.next()
        while true {
            while byte != 0x0D {
                let isBlank = byte == 0x20 || byte == 0x09
                guard isBlank || byte > 0x20 && byte != 0x7F else { throw Self.invalid }
                if !(isBlank && value.isEmpty), value.count < Self.limit { value.append(byte) }
                if !isBlank { end = value.count }
                byte = try source.next()
            }
            guard try source.next() == 0x0A else { throw Self.invalid }
            byte = try source.next()
            value.removeLast(value.count - end)
            guard byte == 0x20 || byte == 0x09 else { return (value, byte) }
            while byte == 0x20 || byte == 0x09 { byte = try source.next() }
            if !value.isEmpty { value.append(0x20) }
        }
    }

    private mutating func readARC(_ first: UInt8, _ source: inout Source) throws(ToolFailure) {
        var byte = first
        var feeds = 0
        while byte == 0x0A {
            feeds += 1
            guard feeds <= 3 else { throw Self.invalid }
            byte = try source.next()
        }
        guard (0x61...0x7A).contains(byte) else { throw Self.invalid }
        var line: [UInt8] = []
        while byte != 0x0A {
            guard line.count < Self.limit else { throw Self.invalid }
            line.append(byte)
            byte = try source.next()
        }
        guard let parsed = JwarcARCLine(line) else { throw Self.invalid }
        fields = parsed.fields
        warnings = parsed.warnings
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !"()<>@,;:\\\"/[]?={}".utf8.contains(byte)
    }
}
