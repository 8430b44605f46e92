// SPDX-License-Identifier: EUPL-1.2

import Glibc
package import WARC

/// Which records of a file are wanted.
///
/// Of the values of one kind any may fit, all kinds that are named have to, and none of the unwanted values may. A kind without
/// values lets all pass. Conditions on the header come first; the HTTP head is read only where status or media type is asked for.
package struct RecordFilter: Sendable {
    /// The wanted and the unwanted values of one kind.
    package struct Values<Value: Sendable & Hashable>: Sendable, Hashable {
        /// Any of these, unless empty.
        package var wanted: [Value] = []
        /// None of these.
        package var unwanted: [Value] = []

        /// Values that let all pass.
        package init() {}

        var isEmpty: Bool { wanted.isEmpty && unwanted.isEmpty }

        func accept(_ matches: (Value) -> Bool) -> Bool {
            (wanted.isEmpty || wanted.contains(where: matches)) && !unwanted.contains(where: matches)
        }
    }

    /// Byte offsets in the file; empty for all.
    package var offsets: Set<UInt64> = []
    /// Record types: `response`.
    package var types = Values<WildcardName>()
    /// The first moment wanted.
    package var from: DateBound?
    /// The last moment wanted.
    package var to: DateBound?
    /// Hosts: `example.org`, `*.example.org`.
    package var hosts = Values<WildcardName>()
    /// URLs, exact or by their beginning.
    package var urls = Values<URLCondition>()
    /// HTTP statuses; a record without one fits none.
    package var statuses = Values<StatusRange>()
    /// Media types without parameters, of the payload where there is an HTTP head: `image/*`.
    package var mediaTypes = Values<WildcardName>()

    /// A filter that lets all records pass.
    package init() {}

    /// Whether all records pass.
    package var isEmpty: Bool {
        offsets.isEmpty && types.isEmpty && from == nil && to == nil && hosts.isEmpty && urls.isEmpty
            && statuses.isEmpty && mediaTypes.isEmpty
    }

    /// Whether a record passes, whose header is in `facts` already; takes its HTTP head in only if that is needed.
    /// - Throws: As `RecordFacts.readHTTP`. A record whose head cannot be read for damage has no status.
    package func accepts(_ record: WARCRecord, facts: inout RecordFacts) throws -> Bool {
        guard acceptsHeader(facts) else { return false }
        guard !statuses.isEmpty || !mediaTypes.isEmpty else { return true }
        try facts.readHTTP(record)
        return acceptsHTTP(facts)
    }

    private func acceptsHeader(_ facts: RecordFacts) -> Bool {
        if !offsets.isEmpty, !offsets.contains(facts.offset) { return false }
        return facts.bytes.withUnsafeBytes { bytes in
            func part(_ range: Range<Int>) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[range]) }
            if !types.isEmpty, !types.accept({ $0.matches(part(facts.type)) }) { return false }
            if from != nil || to != nil, !acceptsDate(part(facts.date)) { return false }
            if !hosts.isEmpty {
                let host = part(facts.host)
                if !hosts.accept({ $0.matches(host) }) { return false }
            }
            return urls.isEmpty || urls.accept { $0.matches(part(facts.url)) }
        }
    }

    private func acceptsDate(_ date: UnsafeRawBufferPointer) -> Bool {
        if let from {
            guard let order = from.comparison(date), order != .before else { return false }
        }
        if let to {
            guard let order = to.comparison(date), order != .after else { return false }
        }
        return true
    }

    private func acceptsHTTP(_ facts: RecordFacts) -> Bool {
        let status = facts.status
        guard statuses.accept({ range in status.map { range.statuses.contains($0) } ?? false }) else { return false }
        guard !mediaTypes.isEmpty else { return true }
        return facts.bytes.withUnsafeBytes { bytes in
            let type = UnsafeRawBufferPointer(rebasing: bytes[facts.mediaType])
            return mediaTypes.accept { $0.matches(type) }
        }
    }
}
