// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime
package import ByteStreams
package import HTTPMessage

/// Why a body is not whole, in the words of WARC-Truncated (ISO 28500:2017 §5.13).
package enum Truncation: String, Sendable {
    /// The request's byte limit.
    case length
    /// One of the request's times.
    case time
    /// The server or the net ended the connection before the body's end.
    case disconnect
    /// Anything else: cancelled, damaged, no room on the disk.
    case unspecified
}

/// How a transfer ended: there is always one, and what was received is always in it.
///
/// There is an answer to keep if, and only if, `responseHead` is set. `failure` says why the transfer did not end properly; with
/// a head it goes along with `truncated`. A body cut by `maxBytes` is truncated without being a failure.
package struct FetchResult: Sendable {
    /// The bytes of the request as they were sent, in HTTP/1.1 form (HTTP/2 sends none such); empty when nothing was sent.
    package var requestHead: [UInt8]
    /// The final answer's head in HTTP/1.1 form: the bytes as sent, save for what ``StoredHead`` names.
    package var responseHead: HTTPResponseHead?
    /// The body without its transfer coding, with its content coding.
    package var body: SpooledBody
    /// The start of the fetch, before the name is looked up.
    package var startedAt: ArchiveDate
    /// Microseconds from the start to the end.
    package var duration: Int64
    /// The address that answered, as `192.0.2.1` or `2001:db8::1`; nil without an answer.
    package var peer: String?
    /// For WARC-Protocol: `h2`, `http/1.1` or `http/1.0`, and with TLS for example `tls/1.3`. Empty without an answer.
    package var protocols: [String]
    /// The cipher suite by its IANA name, `TLS_AES_256_GCM_SHA384`.
    package var tlsCipher: String?
    /// The value of the `Transfer-Encoding` that was undone, mostly `chunked`.
    package var removedTransferEncoding: String?
    /// Fields that came behind the body; they are not part of the head.
    package var trailers: HTTPFields
    /// Why the body is not whole.
    package var truncated: Truncation?
    /// Why the transfer did not end properly.
    package var failure: FetchFailure?

    /// What was replaced in it, request and answer, because it is secret.
    package var redactions = FetchRedactions()

    /// A result without an answer.
    package init(failure: FetchFailure, startedAt: ArchiveDate) {
        requestHead = []
        body = .empty
        self.startedAt = startedAt
        duration = 0
        protocols = []
        trailers = []
        self.failure = failure
    }
}
