// SPDX-License-Identifier: EUPL-1.2

package import ByteStreams
package import HTTPMessage
package import WebURL

/// Finds what a response refers to.
///
/// A pure function of the response: no network, no files but the body's own, no state between calls; any thread. It
/// keeps at most ``ExtractionLimits/maxDecodedBytes`` of the content in memory, twice for a moment.
package enum LinkExtractor {
    /// Reads the head and, unless it is media, the body of a response.
    ///
    /// - Parameters:
    ///   - body: The body as stored: transfer-decoded, with its content codings.
    ///   - head: Status and fields; `Content-Type` and the first bytes together decide how the body is read.
    ///   - url: Where the response came from: the base of its relative references.
    ///   - limits: What this may cost.
    ///   - kind: How this URL was found, if it matters: `.sitemap` makes plain text a list of URLs.
    /// - Returns: The links and what else was learnt; empty for media.
    /// - Throws: `.unreadableBody` when the spool fails, `.noParser` without memory. Never for odd content.
    package static func extract(
        body: SpooledBody, head: HTTPResponseHead, url: WebAddress, limits: ExtractionLimits = .default,
        arrivedAs kind: Link.Kind? = nil
    ) throws(ExtractionError) -> LinkExtraction {
        var result = LinkExtraction()
        let collector = LinkCollector(base: url.droppingFragment, limits: limits)
        HeaderLinks.read(head, into: collector)
        let reading = BodyReading(head, url: url, arrivedAs: kind)
        if !reading.isMedia, body.count > 0 {
            try read(body, head, reading, limits, into: collector, &result, url: url.serialized)
        }
        result.links = collector.links
        if collector.overflowed { result.fall(short: "there are more links than the \(limits.maxLinks) allowed") }
        return result
    }

    private static func read(
        _ body: SpooledBody, _ head: HTTPResponseHead, _ reading: BodyReading, _ limits: ExtractionLimits,
        into collector: LinkCollector, _ result: inout LinkExtraction, url: String
    ) throws(ExtractionError) {
        let charset = head.fields["Content-Type"].flatMap { MediaType($0)?.charset }
        var outer: ContentCoding?
        var prefix = try BodyContent.read(body, fields: head.fields, limit: 4096, url: url).bytes
        if prefix.starts(with: [0x1F, 0x8B]) {
            // A compressed file rather than a compressed transfer: sitemap.xml.gz.
            outer = .gzip
            prefix = try BodyContent.read(body, fields: head.fields, outer: outer, limit: 4096, url: url).bytes
        }
        guard !BinarySignature.matches(prefix) else { return }
        result.reading = reading.reading(of: text(of: prefix, charset: charset, reading: .html).text)
        guard result.reading != .none else { return }

        let content = try BodyContent.read(
            body, fields: head.fields, outer: outer, limit: limits.maxDecodedBytes, url: url)
        if let shortfall = content.shortfall { result.fall(short: shortfall) }
        let decoded = text(of: content.bytes, charset: charset, reading: result.reading)
        if result.reading == .html { collector.encoding = decoded.encoding }
        let budget = ProcessorBudget(seconds: limits.maxProcessorSeconds)
        let document = DocumentText(decoded.text, url: url)
        if try !document.read(&result, into: collector, budget: budget) {
            result.fall(short: "reading took more than \(limits.maxProcessorSeconds) seconds")
        }
    }

    private static func text(
        of bytes: [UInt8], charset: String?, reading: LinkExtraction.Reading
    ) -> (text: String, encoding: TextEncoding) {
        bytes.withUnsafeBufferPointer { bytes in
            let encoding = EncodingPrescan.encoding(of: bytes, charset: charset, reading: reading)
            return (encoding.text(of: bytes), encoding)
        }
    }
}

extension LinkExtraction {
    /// Notes that something was left out, and why.
    fileprivate mutating func fall(short reason: String) {
        truncated = true
        remarks.append(reason)
    }
}
