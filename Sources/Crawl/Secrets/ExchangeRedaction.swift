// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CrawlProfile
import Fetch
import HTTPMessage

/// Takes the secrets out of one exchange: request head, answer head, body, trailers and the words about a failure.
struct ExchangeRedaction {
    /// Decoded bytes of a coded body that are searched; what is longer is kept up to there.
    static let longestDecoded: UInt64 = 256 << 20

    private var result: FetchResult
    private var patterns: SecretPatterns
    private let sentBody: [UInt8]?
    private let usesCredential: Bool
    private let spoolDirectory: String
    private let digest: DigestAlgorithm?

    init(
        result: FetchResult, sentBody: [UInt8]?, patterns: SecretPatterns, usesCredential: Bool,
        spoolDirectory: String, digest: DigestAlgorithm?
    ) {
        (self.result, self.patterns, self.usesCredential) = (result, patterns, usesCredential)
        self.sentBody = sentBody
        (self.spoolDirectory, self.digest) = (spoolDirectory, digest)
    }

    /// Has one more value replaced.
    mutating func hide(_ value: String, as replacement: String) { patterns.add(value, replacement: replacement) }

    /// The exchange without the secrets.
    mutating func redacted(_ rules: SecretRules) throws -> FetchResult {
        redactRequest(rules)
        result.failure = result.failure.map { FetchFailure($0.kind, patterns.replaced(in: $0.detail)) }
        result.trailers = HTTPFields(
            result.trailers.map { HTTPField(name: $0.name, value: redactedValue(of: $0, rules) ?? $0.value) })
        if let head = result.responseHead {
            result.responseHead = redacted(head, rules)
            try redactBody()
        }
        return result
    }

    // MARK: Heads

    private mutating func redactRequest(_ rules: SecretRules) {
        guard !result.requestHead.isEmpty else { return }
        guard var head = try? HTTPRequestHead(parsing: result.requestHead) else {
            // `SecretRedaction` leaves only the first line of such a head.
            result.requestHead = patterns.replaced(in: result.requestHead) ?? result.requestHead
            return
        }
        var names: [String] = []
        let target = patterns.replaced(in: head.target)
        if target != head.target {
            head.target = target
            names.append(FetchRedactions.startLine)
        }
        let fields = changed(head.fields, &names) { field in
            // The body is written with placeholders, which are longer or shorter.
            if field.name.lowercased() == "content-length", let sentBody { return String(sentBody.count) }
            let isSecret = SecretRedaction.secretFields.contains(field.name.lowercased())
            return isSecret || rules.headers.contains(field.name.lowercased())
                ? SecretRedaction.replacement : replaced(field.value)
        }
        guard !names.isEmpty else { return }
        head.fields = fields
        result.requestHead = head.serialized()
        result.redactions.request += names
    }

    private mutating func redacted(_ head: HTTPResponseHead, _ rules: SecretRules) -> HTTPResponseHead {
        var head = head
        var names: [String] = []
        let reason = replaced(head.reason)
        if reason != head.reason {
            head.reason = reason
            names.append(FetchRedactions.startLine)
        }
        let fields = changed(head.fields, &names) { redactedValue(of: $0, rules) ?? $0.value }
        if !names.isEmpty { head.fields = fields }
        // A name could be a secret as well; the lines that are no fields go along with the bytes as they came.
        if let bytes = patterns.replaced(in: head.serialized()), let clean = try? HTTPResponseHead(parsing: bytes) {
            head = clean
            names.append(FetchRedactions.startLine)
        }
        result.redactions.response += names
        return head
    }

    /// The value of a field of the answer if it has to change.
    private func redactedValue(of field: HTTPField, _ rules: SecretRules) -> String? {
        let name = field.name.lowercased()
        if rules.headers.contains(name) { return SecretRedaction.replacement }
        if name == "set-cookie" {
            let cookie = CookieText(field.value)
            if usesCredential || rules.cookies.contains(cookie.name) {
                return replaced(cookie.field(value: SecretRedaction.replacement))
            }
        }
        let value = replaced(field.value)
        return value == field.value ? nil : value
    }

    /// The text of a field, whose characters are bytes, without secrets.
    private func replaced(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 > 127 }) else { return patterns.replaced(in: text) }
        let bytes = text.unicodeScalars.flatMap { scalar -> [UInt8] in
            scalar.value < 256 ? [UInt8(scalar.value)] : Array(String(scalar).utf8)
        }
        guard let clean = patterns.replaced(in: bytes) else { return text }
        return String(String.UnicodeScalarView(clean.map { Unicode.Scalar($0) }))
    }

    private func changed(
        _ fields: HTTPFields, _ names: inout [String], _ value: (HTTPField) -> String
    ) -> HTTPFields {
        HTTPFields(
            fields.map { field in
                let new = value(field)
                if new != field.value { names.append(field.name) }
                return HTTPField(name: field.name, value: new)
            })
    }

    // MARK: Body

    private mutating func redactBody() throws {
        guard result.body.count > 0, !patterns.isEmpty, var head = result.responseHead else { return }
        let codings = ContentCoding.applied(in: head.fields) ?? []
        let isCut = result.truncated != nil
        // First only looking: most bodies have no secret, and stay as they came. Bytes may be plain whatever their label says.
        let isPlain = try isFound(in: result.body, [], isCut)
        guard try isPlain || (!codings.isEmpty && isFound(in: result.body, codings, isCut)) else { return }
        let spool = BodySpool(directory: spoolDirectory, digest: digest)
        let end = try run(result.body, codings, isCut, into: spool)
        result.body = spool.finish()
        if end == .tooLong { result.truncated = .length }
        if !codings.isEmpty { Self.rename("Content-Encoding", in: &head) }
        if head.fields["Content-Length"] != nil {
            Self.rename("Content-Length", in: &head)
            head.fields.append("Content-Length", String(result.body.count))
        }
        result.responseHead = head
        result.redactions.response.append(FetchRedactions.body)
    }

    private enum End { case whole, damaged, tooLong }

    private func isFound(in body: SpooledBody, _ codings: [ContentCoding], _ isCut: Bool) throws -> Bool {
        let replacer = SecretReplacer(patterns)
        _ = try pass(body, codings, replacer, isCut) { _ in }
        return replacer.count > 0
    }

    private func run(
        _ body: SpooledBody, _ codings: [ContentCoding], _ isCut: Bool, into spool: BodySpool
    ) throws -> End {
        try pass(body, codings, SecretReplacer(patterns), isCut) { try spool.append($0) }
    }

    /// Undoes the codings and replaces; bytes that are not coded as they say come out as they are.
    private func pass(
        _ body: SpooledBody, _ codings: [ContentCoding], _ replacer: SecretReplacer, _ isCut: Bool,
        _ sink: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> End {
        var end = End.whole
        if codings.isEmpty {
            try body.forEachChunk { try replacer.take($0, sink) }
        } else {
            let decoder = ContentDecoder(codings, outputLimit: Self.longestDecoded)
            do {
                try body.forEachChunk { try decoder.decode($0) { try replacer.take($0, sink) } }
                try decoder.finish { try replacer.take($0, sink) }
            } catch let error as HTTPMessageError {
                end = error.code == .tooLarge ? .tooLong : .damaged
            }
        }
        try replacer.finish(isCut: isCut || end != .whole, sink)
        return end
    }

    private static func rename(_ name: String, in head: inout HTTPResponseHead) {
        head.fields = HTTPFields(
            head.fields.map { field in
                field.name.lowercased() == name.lowercased()
                    ? HTTPField(name: "X-Archive-Orig-" + name, value: field.value) : field
            })
    }
}
