// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Glibc
import WARC

/// The revisits whose payloads are wanted, and where the records they repeat were found.
///
/// Memory is bounded: at most `limit` revisits, each by a few numbers. Names are compared by 64 bits of a hash first; whoever
/// uses a place compares the names themselves (`isOrigin`).
struct RevisitOrigins {
    /// How many revisits are kept.
    static let limit = 1_000_000

    /// A revisit: the number of its file, and its offset there.
    struct Wanted: Sendable {
        let file: Int
        let offset: UInt64
        /// What it says about its original, the surest first: its ID, its URL and date, the digest of the payload.
        let keys: [UInt64]
    }

    private(set) var wanted: [Wanted] = []
    private var origins: [UInt64: (file: Int, offset: UInt64)?] = [:]

    /// Remembers a revisit. False if there are too many, or it names nothing to be found by.
    mutating func want(_ header: WARCHeader, file: Int, offset: UInt64) -> Bool {
        guard wanted.count < Self.limit else { return false }
        var keys: [UInt64] = []
        if let id = header.refersTo { keys.append(Self.key("id", id)) }
        if let url = header.refersToTargetURI, let date = header["WARC-Refers-To-Date"] {
            keys.append(Self.key("at", WARCHeader.bare(url), date))
        }
        if let digest = header.payloadDigest { keys.append(Self.key("digest", digest.lowercased())) }
        guard !keys.isEmpty else { return false }
        for key in keys { origins[key] = .some(nil) }
        wanted.append(Wanted(file: file, offset: offset, keys: keys))
        return true
    }

    /// Takes a record in that may be the original of one; the first of several counts.
    mutating func offer(_ header: WARCHeader, file: Int, offset: UInt64) {
        if let id = header.recordID { offer(Self.key("id", id), file, offset) }
        if let url = header.targetURI, let date = header["WARC-Date"] { offer(Self.key("at", url, date), file, offset) }
        if let digest = header.payloadDigest { offer(Self.key("digest", digest.lowercased()), file, offset) }
    }

    private mutating func offer(_ key: UInt64, _ file: Int, _ offset: UInt64) {
        if let known = origins[key], known == nil { origins[key] = .some((file, offset)) }
    }

    /// Where the originals of a revisit may be, the surest first.
    func places(of revisit: Wanted) -> [(file: Int, offset: UInt64)] { revisit.keys.compactMap { origins[$0] ?? nil } }

    /// Whether a record is what a revisit says it repeats.
    static func isOrigin(_ record: WARCHeader, of revisit: WARCHeader) -> Bool {
        // A digest says more than a name: a record of the right ID with other bytes is not what was repeated.
        if let text = revisit.payloadDigest, let other = record.payloadDigest {
            if text.lowercased() == other.lowercased() { return true }
            if let one = Digest(labelled: text), let two = Digest(labelled: other), one.algorithm == two.algorithm {
                return one == two
            }
        }
        if let id = revisit.refersTo, id == record.recordID { return true }
        guard let url = revisit.refersToTargetURI, let date = revisit["WARC-Refers-To-Date"] else { return false }
        return WARCHeader.bare(url) == record.targetURI && date == record["WARC-Date"]
    }

    private static func key(_ kind: String, _ parts: String...) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(kind)
        for part in parts { hasher.combine(part) }
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }
}

extension WARCHeader {
    /// A URI without the angle brackets that some writers put around it.
    fileprivate static func bare(_ uri: String) -> String {
        uri.hasPrefix("<") && uri.hasSuffix(">") && uri.utf8.count >= 2 ? String(uri.dropFirst().dropLast()) : uri
    }
}
