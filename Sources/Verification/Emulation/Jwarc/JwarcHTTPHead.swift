// SPDX-License-Identifier: EUPL-1.2

/// A head of HTTP in jwarc's lenient grammar.
struct JwarcHTTPHead {
    /// Whether the body is chunked.
    private(set) var isChunked = false
    /// The first Content-Length, as written.
    private(set) var contentLength: String?
    /// What was read of the body already.
    private(set) var begun: ArraySlice<UInt8> = []

    private var part: ArraySlice<UInt8> = []
    private static let invalid = ToolFailure.stopped("org.netpreserve.jwarc.ParsingException: invalid HTTP message")
    /// The file ended, which jwarc takes for the end of the head, wherever that is.
    private struct Ended: Error {}

    /// Reads the head of a block.
    /// - Throws: If the bytes do not fit the grammar.
    init(from block: JwarcBlock, isRequest: Bool) throws(ToolFailure) {
        do {
            if isRequest { try readRequestLine(block) } else { try readStatusLine(block) }
            try readFields(block)
        } catch let failure as ToolFailure {
            throw failure
        } catch {}
        begun = part
    }

    private mutating func next(_ block: JwarcBlock) throws -> UInt8 {
        if part.isEmpty {
            guard let more = try block.read() else { throw Ended() }
            part = more
        }
        return part.removeFirst()
    }

    private mutating func readStatusLine(_ block: JwarcBlock) throws {
        for wanted in "HTTP".utf8 {
            guard try next(block) == wanted else { throw Self.invalid }
        }
        var byte = try next(block)
        if byte == 0x2F { byte = try readVersion(block) }
        guard byte == 0x20 else { throw Self.invalid }
        while byte == 0x20 { byte = try next(block) }
        var digits = 0
        while Self.isDigit(byte), digits < 3 {
            digits += 1
            byte = try next(block)
        }
        guard digits > 0 else { throw Self.invalid }
        if byte == 0x20 {
            while byte == 0x09 || byte >= 0x20 && byte != 0x7F { byte = try next(block) }
        }
        try endLine(byte, block)
        // The reason may go on in one folded line.
        guard try peekIsBlank(block) else { return }
        byte = try next(block)
        while byte == 0x20 || byte == 0x09 { byte = try next(block) }
        guard byte != 0x0A else { throw Self.invalid }
        while byte != 0x0A { byte = try next(block) }
    }

    /// What follows a slash: one digit, maybe a dot and another.
    private mutating func readVersion(_ block: JwarcBlock) throws -> UInt8 {
        guard Self.isDigit(try next(block)) else { throw Self.invalid }
        let byte = try next(block)
        guard byte == 0x2E else { return byte }
        guard Self.isDigit(try next(block)) else { throw Self.invalid }
        return try next(block)
    }

    private mutating func readRequestLine(_ block: JwarcBlock) throws {
        var byte = try next(block)
        var count = 0
        while byte != 0x20 {
            guard Self.isTokenByte(byte) else { throw Self.invalid }
            count += 1
            byte = try next(block)
        }
        guard count > 0 else { throw Self.invalid }
        while byte == 0x20 { byte = try next(block) }
        guard byte != 0x0D, byte != 0x0A else { throw Self.invalid }
        while ![0x20, 0x0D, 0x0A].contains(byte) { byte = try next(block) }
        while byte == 0x20 { byte = try next(block) }
        if byte == 0x48 {
            for wanted in "TTP/".utf8 {
                guard try next(block) == wanted else { throw Self.invalid }
            }
            guard Self.isDigit(try next(block)), try next(block) == 0x2E, Self.isDigit(try next(block)) else {
                throw Self.invalid
            }
            byte = try next(block)
            while byte == 0x20 { byte = try next(block) }
        }
        try endLine(byte, block)
    }

    /// Any number of CR, then LF.
    private mutating func endLine(_ first: UInt8, _ block: JwarcBlock) throws {
        var byte = first
        while byte == 0x0D { byte = try next(block) }
        guard byte == 0x0A else { throw Self.invalid }
    }

    private mutating func peekIsBlank(_ block: JwarcBlock) throws -> Bool {
        let byte = try next(block)
        part = [byte] + part
        return byte == 0x20 || byte == 0x09
    }

    private mutating func readFields(_ block: JwarcBlock) throws {
        var last: String?
        var value: [UInt8] = []
        defer { take(last, value) }
        while true {
            var byte = try next(block)
            if byte == 0x0D || byte == 0x0A { return try endLine(byte, block) }
            if byte == 0x20 || byte == 0x09 {
                guard last != nil else { throw Self.invalid }
                value.append(0x20)
            } else {
                take(last, value)
                last = nil
                value = []
                var name: [UInt8] = []
                while ![0x3A, 0x0D, 0x0A].contains(byte) {
                    if name.count < 256 { name.append(byte) }
                    byte = try next(block)
                }
                guard byte == 0x3A else {
                    try endLine(byte, block)
                    continue
                }
                last = String(decoding: name, as: UTF8.self)
                byte = try next(block)
            }
            while byte != 0x0A {
                if value.count < 1 << 16 { value.append(byte) }
                byte = try next(block)
            }
        }
    }

    private mutating func take(_ name: String?, _ value: [UInt8]) {
        guard let name else { return }
        var text = Substring(decoding: value, as: UTF8.self)
        while let last = text.unicodeScalars.last, [" ", "\t", "\r"].contains(last) { text.unicodeScalars.removeLast() }
        let value = JwarcText.trimmed(text)
        switch JwarcText.trimmed(name[...]).lowercased() {
        case "transfer-encoding":
            let parts = value.split(separator: ",", omittingEmptySubsequences: false)
            if parts.contains(where: { JwarcText.trimmed($0).lowercased() == "chunked" }) { isChunked = true }
        case "content-length": if contentLength == nil { contentLength = value }
        default: break
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        JwarcText.isToken(String(Unicode.Scalar(byte))) && byte < 0x80
    }
}
