// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime
package import CDX

/// One stored record that stands for an answer of the web, with what Kabinet knows of it beyond its index line.
package struct CatalogCapture: Sendable, Hashable {
    /// The index line: key, URL, digest, and where the record lies.
    package var cdx: CDXRecord
    /// `WARC-Record-ID` with its angle brackets.
    package var recordID: String
    /// `response`, `revisit` or `resource`.
    package var recordType: String
    /// `WARC-Date`: start of the fetch.
    package var date: ArchiveDate
    /// Bytes of the payload as stored; for a revisit, of the payload that it stands for.
    package var payloadLength: Int64
    /// `WARC-Refers-To-Target-URI` of a revisit.
    package var refersTo: String?
    /// `WARC-Refers-To-Date` of a revisit.
    package var refersToDate: ArchiveDate?
    package var outcome: Outcome
    package var kind: CaptureKind
    package var account: String
    /// Title of the document, where it had one.
    package var title: String?
    package var runID: Int64
    /// Tells answers of one URL to different requests apart (`RequestMessage.key`); empty for GET.
    package var requestKey: String

    package init(
        cdx: CDXRecord, recordID: String, recordType: String, date: ArchiveDate, payloadLength: Int64,
        refersTo: String? = nil, refersToDate: ArchiveDate? = nil, outcome: Outcome, kind: CaptureKind,
        account: String, title: String? = nil, runID: Int64, requestKey: String = ""
    ) {
        (self.cdx, self.recordID, self.recordType, self.date) = (cdx, recordID, recordType, date)
        (self.payloadLength, self.refersTo, self.refersToDate) = (payloadLength, refersTo, refersToDate)
        (self.outcome, self.kind, self.account, self.title, self.runID) = (outcome, kind, account, title, runID)
        self.requestKey = requestKey
    }
}
