// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

/// The files one input is written to: one, or as many as its size asks for.
///
/// The first has the input's name, the others a number. All of them get their names only when all are complete. Every file after the
/// first begins with a copy of the warcinfo record that held at that place, with an ID of its own, which the records that follow name.
final class PartFiles {
    private let options: RecompressionOptions
    private let stem: String
    private let inputs: Set<FileIdentity>
    private let dictionary: [UInt8]
    private let encoder: RecordEncoder
    private let makeID: () -> WARCRecordID
    private var finished: [RewriteOutput] = []
    private(set) var current: RewriteOutput
    /// The records at the start of each file that are copies.
    private(set) var copies: [Int] = [0]
    /// Where the first group of the current file starts.
    private var contentStart: UInt64
    /// The warcinfo that holds, as it stands in the input.
    private var warcinfo: (header: WARCHeader, block: [UInt8])?
    /// The ID it has in the current file, if that is another.
    private var warcinfoID: (old: String, new: WARCRecordID)?

    init(
        stem: String, options: RecompressionOptions, inputs: Set<FileIdentity>, dictionary: ZstdDictionary?,
        makeID: @escaping () -> WARCRecordID
    ) throws {
        self.options = options
        self.stem = stem
        self.inputs = inputs
        self.makeID = makeID
        self.dictionary = try dictionary?.frame() ?? []
        encoder = RecordEncoder(options.format, level: options.level, dictionary: dictionary)
        current = try RewriteOutput(
            path: options.outputDirectory + "/" + stem + options.format.suffix, mayReplace: options.mayReplace,
            inputs: inputs)
        try current.append(self.dictionary)
        contentStart = current.position
    }

    /// The file name of the current part.
    var name: String { ArchiveName.last(of: current.path) }

    /// The paths of all parts.
    var paths: [String] { (finished + [current]).map(\.path) }

    /// The bytes of all parts.
    var size: UInt64 { (finished + [current]).reduce(0) { $0 + $1.position } }

    /// Whether the current file has a group of records already.
    var hasContent: Bool { current.position > contentStart }

    /// Whether the current file has more bytes than it may.
    var isTooBig: Bool { options.maximumSize.map { current.position > $0 } ?? false }

    /// Remembers the warcinfo that holds from here on.
    func hold(_ header: WARCHeader, block: [UInt8]) {
        warcinfo = (header, block)
        warcinfoID = nil
    }

    /// The header as it is right in the current file: with its name in a warcinfo, and the ID that its warcinfo has here.
    func adapted(_ header: WARCHeader) -> WARCHeader {
        var header = header
        if let ids = warcinfoID, header.warcinfoID == ids.old {
            header.set("WARC-Warcinfo-ID", ids.new.bracketed)
        }
        if header.type == .warcinfo, header.filename != nil, header.filename != name {
            header.set("WARC-Filename", name)
        }
        return header
    }

    /// Writes one record.
    func write(_ header: WARCHeader, count: UInt64, block: (BlockSink) throws -> Void) throws {
        try encoder.write(header: header.serialized(), count: count, to: current, block: block)
    }

    /// Copies a gzip member.
    func copy(_ range: Range<UInt64>, of file: OpenFile) throws { try current.copy(range, of: file) }

    /// Ends the current file and begins the next.
    func next() throws {
        try current.seal()
        finished.append(current)
        let digits = String(finished.count + 1)
        let number = String(repeating: "0", count: max(0, 5 - digits.utf8.count)) + digits
        current = try RewriteOutput(
            path: options.outputDirectory + "/" + stem + "-" + number + options.format.suffix,
            mayReplace: options.mayReplace, inputs: inputs)
        try current.append(dictionary)
        copies.append(0)
        warcinfoID = nil
        if let (header, block) = warcinfo {
            let id = makeID()
            if let old = header.recordID { warcinfoID = (old, id) }
            var copy = header
            copy.set("WARC-Record-ID", id.bracketed)
            if copy.filename != nil { copy.set("WARC-Filename", name) }
            try write(copy, count: UInt64(block.count)) { sink in try block.withUnsafeBytes { try sink.write($0) } }
            copies[copies.count - 1] = 1
        }
        contentStart = current.position
    }

    /// Brings all files to the disk, still without their names, and compares what is in them.
    func check(against sum: BlockSequence.Sum?) throws {
        try current.seal()
        guard let sum else { return }
        let sequence = BlockSequence()
        for (part, copies) in zip(finished + [current], copies) {
            try sequence.add(fileAt: part.unfinishedPath, skipping: copies)
        }
        let found = sequence.finish()
        guard found == sum else {
            throw RewriteError(
                .unequal, path: current.path,
                "what was written holds \(found.records) records, read were \(sum.records)\(found.records == sum.records ? ", with other blocks" : "")",
                hint: "nothing was kept; please report this")
        }
    }

    /// Gives all files their names.
    func commit() throws {
        for part in finished + [current] { try part.commit() }
    }
}
