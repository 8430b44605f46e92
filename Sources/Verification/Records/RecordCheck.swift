// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

/// Examines one record after the other.
struct RecordCheck: Sendable {
    let path: String
    let filename: String
    let checksDigests: Bool

    /// Different names of fields that are kept of one file.
    private static let extensionsLimit = 256

    /// Examines a record and adds what is found to a part.
    func check(_ record: WARCRecord, into part: inout RecordPart) throws {
        part.records += 1
        guard !record.isARC else { return }
        let raw = record.header.rawBytes
        try raw.withUnsafeBytes { bytes in
            var context = RecordContext(record: record, path: path, bytes: bytes)
            context.checkFields()
            context.checkValues()
            context.checkReference()
            checkFilename(&context)
            noteNames(context, &part)
            let digests = declaredDigests(&context)
            context.checkRevisit(digests.1)
            if !record.isDamaged { try checkBlock(record, digests, &context, part.streams) }
            part.facts.append(context.facts())
            part.findings += context.findings
        }
    }

    private func checkFilename(_ context: inout RecordContext) {
        guard context.type == .warcinfo, let value = context.value(.filename), !value.isEmpty else { return }
        var name = String(decoding: value, as: UTF8.self)
        // The standard allows a quoted string (§5.17).
        if name.count > 2, name.hasPrefix("\""), name.hasSuffix("\"") { name = String(name.dropFirst().dropLast()) }
        guard name != filename, name + WARCFileName.openSuffix != filename else { return }
        context.add(.filename, "WARC-Filename is \"\(name.prefix(200))\", the file is called \"\(filename)\"")
    }

    private func noteNames(_ context: RecordContext, _ part: inout RecordPart) {
        if context.isOf11, part.firstOf11 == nil { part.firstOf11 = context.offset }
        if context.hasFraction, part.firstFraction == nil { part.firstFraction = context.offset }
        for range in context.header.extensions where part.extensions.count < Self.extensionsLimit {
            let name = String(decoding: context.bytes[range].prefix(100), as: UTF8.self)
            if part.extensions[name] == nil { part.extensions[name] = context.offset }
        }
    }

    private func declaredDigests(_ context: inout RecordContext) -> (DeclaredDigest?, DeclaredDigest?) {
        (declared(.blockDigest, &context), declared(.payloadDigest, &context))
    }

    private func declared(_ field: StandardField, _ context: inout RecordContext) -> DeclaredDigest? {
        guard let value = context.value(field), !value.isEmpty else { return nil }
        let digest = DeclaredDigest(value)
        switch digest.problem {
        case nil: break
        case .form: context.add(.digestForm, "\(field.name) is \(context.excerpt(value)), expected algorithm:value")
        case .algorithm:
            context.add(
                .digestAlgorithm, "\(field.name) is of an algorithm that cannot be checked: \(context.excerpt(value))")
        case .encoding:
            context.add(
                .digestEncoding, "\(field.name) is not written as all tools read it: \(context.excerpt(value))",
                hint: "sha1 in base 32 with capitals or in base 16, others in base 16")
        }
        return digest
    }

    private func checkBlock(
        _ record: WARCRecord, _ digests: (DeclaredDigest?, DeclaredDigest?), _ context: inout RecordContext,
        _ streams: HashStreams
    ) throws {
        let kind = BlockKind(context)
        var block = checksDigests ? digests.0 : nil
        // A revisit's payload is that of the original, and a segment's that of the whole.
        let hasOwnPayload = context.type != .revisit && context.header.seen & StandardField.segmentNumber.bit == 0
        var payload = checksDigests && hasOwnPayload ? digests.1 : nil
        if block?.digest == nil { block = nil }
        if payload?.digest == nil { payload = nil }
        guard block != nil || payload != nil || kind != .other else { return }
        var check = BlockCheck(context, streams: streams, digests: (block, payload), expectsHead: kind.isHTTP)
        var fields = WARCFieldsCheck()
        let isWhole: Void? = record.withWholeBlock { bytes in
            check.take(bytes, isWhole: true)
            if kind == .warcFields { fields.take(bytes) }
        }
        if isWhole == nil {
            do {
                try record.forEachBlockChunk { bytes in
                    check.take(bytes)
                    if kind == .warcFields { fields.take(bytes) }
                }
            } catch let error as WARCError where error.code == .corrupt || error.code == .truncated {
                // The reader has said so; what is left of the block is nothing to judge.
                return
            }
        }
        check.finish()
        if kind == .warcFields, let message = fields.finish() { context.add(.warcFields, message) }
        context.check(check, kind, payload)
    }
}

/// What a block is expected to hold.
enum BlockKind {
    case response, request, warcFields, other

    var isHTTP: Bool { self == .response || self == .request }

    init(_ context: RecordContext) {
        let value = context.value(.contentType) ?? UnsafeRawBufferPointer(start: nil, count: 0)
        // Where no type is given it may be guessed (§5.6): the payload of such a record is the body.
        let isHTTP = value.isEmpty ? context.hasHTTPTarget : Self.isType(value, "application/http")
        if context.type == .request, isHTTP {
            self = .request
        } else if context.type == .response || context.type == .revisit, isHTTP {
            self = .response
        } else {
            self = Self.isType(value, "application/warc-fields") ? .warcFields : .other
        }
    }

    /// Whether a value is a media type, in any letter case, with or without parameters.
    static func isType(_ value: UnsafeRawBufferPointer, _ name: StaticString) -> Bool {
        let count = name.utf8CodeUnitCount
        guard value.count >= count else { return false }
        for index in 0..<count {
            let byte = value[index]
            guard (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) == name.utf8Start[index] else { return false }
        }
        return value.count == count || [0x3B, 0x20, 0x09, 0x0D].contains(value[count])
    }
}
