// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

/// One run over one file.
final class RecompressionRun {
    let file: OpenFile
    let options: RecompressionOptions
    let parts: PartFiles
    let makeID: () -> WARCRecordID
    let reader: WARCReader
    let rewriting: HeaderRewriting
    let sequence = BlockSequence()
    var result: RecompressionResult
    var group = RecordGroup()
    /// The warcinfo of a converted ARC file.
    var arcWarcinfo: WARCRecordID?
    /// Where members start whose form is not right, since the last record ended.
    private var faults: Set<UInt64> = []

    init(
        file: OpenFile, options: RecompressionOptions, parts: PartFiles, makeID: @escaping () -> WARCRecordID
    ) throws {
        self.file = file
        self.options = options
        self.parts = parts
        self.makeID = makeID
        reader = try WARCReader(file: file, offset: 0)
        rewriting = HeaderRewriting(options)
        result = RecompressionResult(path: file.path)
    }

    func run() throws -> RecompressionResult {
        while let record = try reader.next() {
            try refuseDamage()
            result.records += 1
            if record.header.version.hasPrefix("ARC/") {
                try convert(record)
            } else if record.header.type == .warcinfo, record.header.contentLength ?? 0 <= UInt64(WarcinfoBlock.limit) {
                try takeWarcinfo(record)
            } else {
                try take(record)
            }
            try record.finish()
            try refuseDamage()
            faults = []
        }
        guard result.records > 0 else {
            throw RewriteError(.badInput, path: file.path, "holds no record of a web archive")
        }
        try refuseDamage()
        try writeGroup()
        try parts.check(against: options.checks ? sequence.finish() : nil)
        result.isChecked = options.checks
        result.bytesIn = try file.size()
        result.bytesOut = parts.size
        result.outputs = parts.paths
        try parts.commit()
        return result
    }

    /// Stops where bytes would be lost; leniencies are nothing to stop for.
    func refuseDamage() throws {
        for finding in reader.takeFindings() {
            if !Self.besideTheForm.contains(finding.irregularity) { faults.insert(finding.offset) }
            var isLoss = Self.losses.contains(finding.irregularity)
            if finding.irregularity == .badTrailer { isLoss = try !isHarmless(finding) }
            guard isLoss else { continue }
            throw RewriteError(
                .damaged, path: finding.path, offset: finding.offset, finding.message,
                hint: "kabinet mend takes the whole records out of it")
        }
    }

    private static let losses = MemberMending.damage.subtracting([.missingContentLength])

    /// A bad trailer is no loss if nothing but line ends is missing or too many.
    private func isHarmless(_ finding: WARCFinding) throws -> Bool {
        try MemberTail.isLineEnds(behindRecordAt: finding.offset, of: file)
    }

    // MARK: Records as they are

    private func take(_ record: WARCRecord) throws {
        let head = options.forJHOVE && record.header.contentType == nil ? try record.httpHead() : nil
        let header = rewriting.rewritten(record.header, hasHTTPHead: head != nil)
        let isChanged = header != record.header || !record.header.oddities.isEmpty
        if isChanged { result.changed += 1 }
        if options.maximumSize != nil {
            if !group.includes(header) { try writeGroup() }
            return group.append(try entry(record, header, isChanged: isChanged))
        }
        let adapted = parts.adapted(header)
        if mayCopy(record, isChanged: isChanged) {
            let member = try digestPass(record, header)
            if let member {
                result.copied += 1
                return try parts.copy(member, of: file)
            }
            return try writeStored(at: record.location.offset, adapted)
        }
        if let count = header.contentLength, header.blockDigest != nil || options.addedDigests == nil {
            let check = DeclaredDigest(header)
            sequence.begin(header["WARC-Type"], count: count)
            try parts.write(adapted, count: count) { sink in
                try record.forEachBlockChunk { chunk in
                    check?.update(chunk)
                    sequence.update(chunk)
                    try sink.write(chunk)
                }
            }
            return note(check, record)
        }
        let (spooled, complete) = try spool(record, adapted)
        try parts.write(complete, count: spooled.count) { sink in try spooled.forEachChunk { try sink.write($0) } }
    }

    /// Whether the record's gzip member is what the output asks for, if it turns out to be alone in it.
    func mayCopy(_ record: WARCRecord, isChanged: Bool) -> Bool {
        options.format == .gz && options.level == nil && reader.container == .gzip && record.isAligned && !isChanged
            && record.header.contentLength != nil && (record.header.blockDigest != nil || options.addedDigests == nil)
    }

    /// Reads the record to its end; the range of its member if that is right in every way.
    func digestPass(_ record: WARCRecord, _ header: WARCHeader) throws -> Range<UInt64>? {
        let check = DeclaredDigest(header)
        sequence.begin(header["WARC-Type"], count: header.contentLength ?? 0)
        try record.forEachBlockChunk { chunk in
            check?.update(chunk)
            sequence.update(chunk)
        }
        try record.finish()
        note(check, record)
        try refuseDamage()
        let location = record.location
        guard !faults.contains(location.offset), location.length > 0 else { return nil }
        return location.offset..<location.offset + location.length
    }

    /// Findings that have nothing to do with the member.
    private static let besideTheForm: Set<WARCIrregularity> = [
        .bracketedURI, .unusualDate, .missingField, .lineWithoutColon, .unknownVersion,
    ]

    /// Writes the record at an offset of the input that was read before.
    func writeStored(at offset: UInt64, _ header: WARCHeader) throws {
        let record = try WARCRecordAccess.read(at: offset, of: file)
        try parts.write(header, count: record.header.contentLength ?? 0) { sink in
            try record.forEachBlockChunk { try sink.write($0) }
        }
    }

    /// Puts a block aside and completes the header with what is only known at its end.
    func spool(_ record: WARCRecord, _ header: WARCHeader) throws -> (SpooledBody, WARCHeader) {
        let spool = BodySpool(
            directory: options.outputDirectory,
            digest: header.blockDigest == nil ? options.addedDigests : DeclaredDigest(header)?.algorithm)
        try record.forEachBlockChunk { try spool.append($0) }
        let body = spool.finish()
        var header = header
        if header.contentLength == nil { header.set("Content-Length", String(body.count)) }
        if header.blockDigest == nil, let digest = body.digest { header.append("WARC-Block-Digest", digest.labelled) }
        sequence.begin(header["WARC-Type"], count: body.count)
        try body.forEachChunk { sequence.update($0) }
        if let declared = header.blockDigest.flatMap({ Digest(labelled: $0) }), declared != body.digest {
            mismatch(record)
        }
        return (body, header)
    }

    private func note(_ check: DeclaredDigest?, _ record: WARCRecord) {
        if let check, !check.isRight() { mismatch(record) }
    }

    private func mismatch(_ record: WARCRecord) {
        result.mismatches += 1
        result.note(
            "\(file.path)@\(record.location.offset): the block is not what WARC-Block-Digest says; copied as it is")
    }

    // MARK: warcinfo

    private func takeWarcinfo(_ record: WARCRecord) throws {
        try writeGroup()
        var header = rewriting.rewritten(record.header, hasHTTPHead: false)
        var block = try record.readBlock(limit: WarcinfoBlock.limit)
        if let declared = header.blockDigest.flatMap({ Digest(labelled: $0) }),
            DigestStream.digest(of: block, declared.algorithm) != declared
        {
            mismatch(record)
        }
        if let version = options.writtenVersion {
            (header, block) = WarcinfoBlock.rewritten(header, block, to: version)
        }
        header = completed(header, block)
        parts.hold(header, block: block)
        // A warcinfo that was put together with others keeps the name of the file it was made for.
        let isOwn = result.records == 1 || Self.names(header.filename, file.path)
        let adapted = isOwn ? parts.adapted(header) : header
        sequence.begin(header["WARC-Type"], count: UInt64(block.count))
        block.withUnsafeBytes { sequence.update($0) }
        let isSame = adapted == record.header && record.header.oddities.isEmpty
        if !isSame { result.changed += 1 }
        try record.finish()
        try refuseDamage()
        let location = record.location
        if isSame, mayCopy(record, isChanged: false), location.length > 0, options.maximumSize == nil,
            !faults.contains(location.offset)
        {
            result.copied += 1
            return try parts.copy(location.offset..<location.offset + location.length, of: file)
        }
        try parts.write(adapted, count: UInt64(block.count)) { sink in
            try block.withUnsafeBytes { try sink.write($0) }
        }
    }

    func completed(_ header: WARCHeader, _ block: [UInt8]) -> WARCHeader {
        var header = header
        if header.contentLength == nil { header.set("Content-Length", String(block.count)) }
        if header.blockDigest == nil, let algorithm = options.addedDigests {
            header.append("WARC-Block-Digest", DigestStream.digest(of: block, algorithm).labelled)
        }
        return header
    }

    private static func names(_ filename: String?, _ path: String) -> Bool {
        guard let filename else { return false }
        let name = ArchiveName.last(of: path)
        return filename == name || filename + WARCFileName.openSuffix == name
    }
}

/// The block digest that a header declares, held against the block while it passes.
final class DeclaredDigest {
    let algorithm: DigestAlgorithm
    private let declared: Digest
    private let stream: DigestStream

    /// Nil if the header has none, or one of an algorithm that is not known.
    init?(_ header: WARCHeader) {
        guard let declared = header.blockDigest.flatMap({ Digest(labelled: $0) }) else { return nil }
        self.declared = declared
        algorithm = declared.algorithm
        stream = DigestStream(declared.algorithm)
    }

    func update(_ bytes: UnsafeRawBufferPointer) { stream.update(bytes) }

    /// Whether the bytes were those of the digest. Asked once, at the end.
    func isRight() -> Bool { stream.finish() == declared }
}
