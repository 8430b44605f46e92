// SPDX-License-Identifier: EUPL-1.2

package import Diagnostics
package import WARC

/// Goes over files and hands over the payloads of the records that are wanted, those of revisits last.
///
/// A revisit has no payload of its own; it is taken from the record it repeats, if that is in the same files and can be reached by
/// its offset. Used by one thread.
package struct Extraction {
    /// The files, in their order.
    package let files: [String]
    /// The records; where neither types nor offsets are named, answers, revisits, resources and conversions.
    package let filter: RecordFilter
    /// What is taken off the payloads.
    package let form: PayloadForm
    /// The most bytes of one payload.
    package let limit: UInt64

    /// Streams a payload to a sink, once, while the call that hands it over lasts.
    package typealias Payload = ((UnsafeRawBufferPointer) throws -> Void) throws -> PayloadStream.Outcome

    /// What is done with what is found.
    package struct Receiver {
        /// Takes a record and its payload. False for no more.
        let take: (ExtractedRecord, Payload) throws -> Bool
        /// Told of a revisit whose payload is not to be had, and why.
        let miss: (ExtractedRecord, Diagnostic) throws -> Void
        /// Told what the reader found in a file, in pieces.
        let found: ([WARCFinding]) -> Void
        /// Told that a file was read to its end, and how many records it has; or why it cannot be read.
        let finish: (String, Result<UInt64, any Error>) throws -> Void

        /// A receiver of these four.
        package init(
            take: @escaping (ExtractedRecord, Payload) throws -> Bool,
            miss: @escaping (ExtractedRecord, Diagnostic) throws -> Void, found: @escaping ([WARCFinding]) -> Void,
            finish: @escaping (String, Result<UInt64, any Error>) throws -> Void
        ) {
            (self.take, self.miss, self.found, self.finish) = (take, miss, found, finish)
        }
    }

    private var origins = RevisitOrigins()
    private var facts = RecordFacts()

    /// An extraction from these files.
    package init(files: [String], filter: RecordFilter, form: PayloadForm, limit: UInt64) {
        (self.files, self.filter, self.form, self.limit) = (files, filter, form, limit)
    }

    /// Does it.
    /// - Throws: What the receiver throws; an error of the system while a revisit is resolved.
    package mutating func run(_ receiver: Receiver) throws {
        for index in files.indices {
            do {
                let (records, goesOn) = try read(index, receiver)
                try receiver.finish(files[index], .success(records))
                if !goesOn { return }
            } catch let error as WARCError {
                try receiver.finish(files[index], .failure(error))
            }
        }
        guard !origins.wanted.isEmpty else { return }
        for index in files.indices { try findOrigins(index) }
        for revisit in origins.wanted where try !resolve(revisit, receiver) { return }
    }

    private mutating func read(_ index: Int, _ receiver: Receiver) throws -> (records: UInt64, goesOn: Bool) {
        let reader = try WARCReader(path: files[index])
        var records: UInt64 = 0
        while let record = try reader.next() {
            records += 1
            receiver.found(reader.takeFindings())
            facts.read(record)
            guard try filter.accepts(record, facts: &facts), isWanted else { continue }
            try facts.readHTTP(record)
            let item = ExtractedRecord(file: files[index], facts: facts)
            if facts.isRevisit {
                if origins.want(record.header, file: index, offset: facts.offset) { continue }
                try receiver.miss(
                    item, Self.problem(item, "the revisit does not say what it repeats, or there are too many"))
            } else if try !receiver.take(
                item,
                { sink in
                    try PayloadStream.read(record, as: form, limit: limit, into: sink)
                })
            {
                return (records, false)
            }
        }
        receiver.found(reader.takeFindings())
        return (records, true)
    }

    /// Whether the record is of a kind that has a payload, or its kind was asked for.
    private var isWanted: Bool {
        !filter.types.wanted.isEmpty || !filter.offsets.isEmpty || facts.isCapture
    }

    /// Looks for the records that are repeated; what is wrong with the file was told already.
    private mutating func findOrigins(_ index: Int) throws {
        guard let reader = try? WARCReader(path: files[index], policy: .silent) else { return }
        while let record = try reader.next() {
            facts.read(record)
            guard facts.isCapture, !facts.isRevisit, record.isAligned else { continue }
            origins.offer(record.header, file: index, offset: record.location.offset)
        }
    }

    private mutating func resolve(_ revisit: RevisitOrigins.Wanted, _ receiver: Receiver) throws -> Bool {
        guard let record = try Self.record(in: files[revisit.file], at: revisit.offset) else { return true }
        facts.read(record)
        try facts.readHTTP(record)
        let item = ExtractedRecord(file: files[revisit.file], facts: facts)
        for (file, offset) in origins.places(of: revisit) {
            guard let original = try Self.record(in: files[file], at: offset),
                RevisitOrigins.isOrigin(original.header, of: record.header)
            else { continue }
            facts.read(original)
            try facts.readHTTP(original)
            let place = ExtractedRecord.Place(file: files[file], offset: offset)
            let resolved = item.resolved(at: place, original: ExtractedRecord(file: files[file], facts: facts))
            return try receiver.take(resolved) { sink in
                try PayloadStream.read(original, as: form, limit: limit, into: sink)
            }
        }
        try receiver.miss(item, Self.problem(item, "the record that this revisit repeats is not in these files"))
        return true
    }

    /// The record at an offset, nil if none starts there, or several share its gzip member.
    private static func record(in path: String, at offset: UInt64) throws -> WARCRecord? {
        do {
            return try WARCRecordAccess.read(
                at: WARCRecordLocation(filename: path, offset: offset, length: 0), in: path)
        } catch {
            guard error.code == .corrupt || error.code == .truncated else { throw error }
            return nil
        }
    }

    private static func problem(_ item: ExtractedRecord, _ message: String) -> Diagnostic {
        Diagnostic(
            .warning, at: .offset(file: item.file, offset: item.offset), message,
            hint: "name the file that holds \(item.url.isEmpty ? "it" : item.url) too")
    }
}
