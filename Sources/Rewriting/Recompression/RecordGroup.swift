// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

/// Records that belong together and are never parted: those of one exchange.
struct RecordGroup {
    /// One record that waits to be written.
    struct Entry {
        /// Where the block comes from.
        enum Block {
            /// The record of the input at this offset, which can be reached by it; `member` if its gzip member can be copied as it is.
            case stored(offset: UInt64, member: Range<UInt64>?)
            /// Bytes that were put aside.
            case spooled(SpooledBody)
        }

        var header: WARCHeader
        var block: Block
        var isChanged: Bool
    }

    /// Groups larger than this are an accident of equal dates, and are parted all the same.
    static let limit = 64

    private(set) var entries: [Entry] = []
    private var ids: Set<String> = []
    private var mentioned: Set<String> = []
    private var uri: String?
    private var date: String?

    /// Whether a record goes with those that are here already: linked by WARC-Concurrent-To either way, or of the same address and
    /// the same moment as the last one.
    func includes(_ header: WARCHeader) -> Bool {
        guard !entries.isEmpty, entries.count < Self.limit, header.type != .warcinfo else { return false }
        if header.concurrentTo.contains(where: { ids.contains($0) || mentioned.contains($0) }) { return true }
        if let id = header.recordID, mentioned.contains(id) { return true }
        guard let uri, let date else { return false }
        return header.targetURI == uri && header["WARC-Date"] == date
    }

    mutating func append(_ entry: Entry) {
        if let id = entry.header.recordID { ids.insert(id) }
        mentioned.formUnion(entry.header.concurrentTo)
        uri = entry.header.targetURI
        date = entry.header["WARC-Date"]
        entries.append(entry)
    }
}
