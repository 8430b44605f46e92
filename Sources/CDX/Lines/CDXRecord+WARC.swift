// SPDX-License-Identifier: EUPL-1.2

public import HTTPMessage
public import WARC

extension CDXRecord {
    /// The line for a record that was just written or read; nil if the record is not indexed.
    ///
    /// `CDXDialect` says which are, and only those with a date and a length. `httpHead` is that of the block, nil if it has none; the
    /// digest is that of the header.
    public init?(
        header: WARCHeader, httpHead: HTTPResponseHead?, location: WARCRecordLocation,
        dialect: CDXDialect = .cdxjIndexer
    ) {
        let head = httpHead?.serialized().withUnsafeBytes { HTTPHeadSummary($0) }
        guard
            let fields = CaptureFields(header: header, head: head, location: location, dialect: dialect)
        else { return nil }
        self.init(fields)
    }
}
