// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import CDX
import Collection
import HTTPMessage
import WebURL

/// Makes the response out of an opened capture: what is done to its body, which part is sent, and under which fields.
struct BodyPlan {
    let request: ReplayRequest
    let opened: OpenedCapture

    /// Changed bodies up to this size are finished before they are sent, so that their length can be told.
    private static let wholeLimit = 1 << 20

    func response() -> ReplayResponse {
        let hasBody = opened.head.status != 204 && opened.head.status != 304
        let start = opened.payload.peek(1024)
        let codings = codings(start: start)
        let decodedStart = codings.isEmpty ? start : Self.decoded(start, codings)
        let kind = BodyKind.of(
            opened.head, modifier: request.target.modifier, destination: request.destination, start: decodedStart)
        if let part = partial(kind, codings) { return part }
        // Rewriting needs the content; else the stored coding is kept for those who can undo it.
        let isDecoded = kind != .other || (!request.target.modifier.keepsBody && !request.accepts(codings))
        let length = opened.payload.count ?? .max
        let stream = ReplayStream(
            opened.payload, limit: hasBody ? length : 0, isChunked: opened.isChunked,
            codings: isDecoded ? codings : [], filter: filter(kind, links))
        var fields = commonFields(keepsCoding: !isDecoded && !codings.isEmpty)
        declareEncoding(kind, decodedStart, in: &fields)
        if kind == .other, !isDecoded || codings.isEmpty, opened.head.status == 200, stream.length != nil {
            fields.append(HTTPField(name: "Accept-Ranges", value: "bytes"))
        }
        return ReplayResponse(
            status: status, fields: fields, body: body(stream, isEmpty: !hasBody), capture: opened.capture)
    }

    private var status: Int { (200...599).contains(opened.head.status) ? opened.head.status : 200 }

    /// The codings the stored bytes really have; servers and older tools label plain bytes as compressed.
    private func codings(start: [UInt8]) -> [ContentCoding] {
        guard let codings = ContentCoding.applied(in: opened.head.fields) else { return [] }
        guard !opened.isChunked, let outer = codings.last else { return codings }
        switch outer {
        case .gzip: return start.starts(with: [0x1F, 0x8B]) ? codings : []
        case .zstd: return start.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) || Self.isSkippable(start) ? codings : []
        case .deflate, .br, .identity: return codings
        }
    }

    /// A zstd frame without content may come first (RFC 8878 §3.1.2).
    private static func isSkippable(_ start: [UInt8]) -> Bool {
        start.count >= 4 && start[0] & 0xF0 == 0x50 && start[1...3].elementsEqual([0x2A, 0x4D, 0x18])
    }

    private static func decoded(_ start: [UInt8], _ codings: [ContentCoding]) -> [UInt8] {
        var output: [UInt8] = []
        // The start alone ends too early for any coding; what came out until then is enough to look at.
        try? ContentDecoder(codings, outputLimit: 1 << 14).decode(start) { output.append(contentsOf: $0) }
        return output
    }

    /// The addresses that a page is made of; none when it is no page, and those so far when it is damaged.
    func parts() -> [WebAddress] {
        let start = opened.payload.peek(1024)
        let codings = codings(start: start)
        let decoded = codings.isEmpty ? start : Self.decoded(start, codings)
        let kind = BodyKind.of(opened.head, modifier: .page, destination: nil, start: decoded)
        guard kind == .html || kind == .xhtml else { return [] }
        let parts = PageParts()
        var links = links
        links.found = { parts.add($0, $1) }
        let stream = ReplayStream(
            opened.payload, limit: .max, isChunked: opened.isChunked, codings: codings, filter: filter(kind, links))
        var count = 0
        while count < PageParts.byteLimit, let piece = try? stream.next() { count += piece.count }
        return parts.addresses
    }

    private func filter(_ kind: BodyKind, _ links: ReplayLinks) -> BodyFilter {
        switch kind {
        case .html: .html(HTMLRewriter(links: links))
        case .xhtml: .html(HTMLRewriter(links: links, isXML: true))
        case .stylesheet: .stylesheet(held: [], links)
        case .other: .identity
        }
    }

    /// Links are resolved against the URL that was captured, which may differ from the requested one in its scheme.
    private var links: ReplayLinks {
        var links = ReplayLinks(target: request.target)
        links.base = opened.url
        return links
    }

    /// Small bodies are finished here; large ones and unchanged ones stream.
    private func body(_ stream: ReplayStream, isEmpty: Bool) -> ReplayBody {
        if isEmpty { return .none }
        if stream.length != nil { return request.isHead ? .omitted(length: stream.length) : .stream(stream) }
        var begun: [UInt8] = []
        while begun.count < Self.wholeLimit {
            guard let piece = try? stream.next() else {
                return request.isHead ? .omitted(length: UInt64(begun.count)) : .bytes(begun)
            }
            begun += piece
        }
        if request.isHead { return .omitted(length: nil) }
        stream.putBack(begun)
        return .stream(stream)
    }

    /// The answer to a Range that can be served: the stored bytes, not rewritten (RFC 9110 §14).
    private func partial(_ kind: BodyKind, _ codings: [ContentCoding]) -> ReplayResponse? {
        guard !request.isHead, let range = request.fields["Range"],
            // No validator was ever sent, so a client that has one has it from somebody else (§13.1.5).
            request.fields["If-Range"] == nil, let size = wholeSize,
            kind == .other || codings.isEmpty,
            codings.isEmpty || request.target.modifier.keepsBody || request.accepts(codings)
        else { return nil }
        var fields = commonFields(keepsCoding: !codings.isEmpty)
        fields.removeAll { $0.name.lowercased() == "content-range" }
        fields.append(HTTPField(name: "Accept-Ranges", value: "bytes"))
        switch RangeRequest.parse(range, size: size) {
        case .ignore: return nil
        case .unsatisfiable:
            fields.append(HTTPField(name: "Content-Range", value: "bytes */\(size)"))
            return ReplayResponse(status: 416, fields: fields, body: .bytes([]), capture: opened.capture)
        case .range(let range):
            guard (try? opened.payload.skip(range.offset)) != nil else { return nil }
            fields.append(HTTPField(name: "Content-Range", value: range.contentRange(of: size)))
            let stream = ReplayStream(
                opened.payload, limit: range.count, isChunked: false, codings: [], filter: .identity)
            return ReplayResponse(status: 206, fields: fields, body: .stream(stream), capture: opened.capture)
        }
    }

    /// The size of the resource, when the stored bytes are all of it.
    private var wholeSize: UInt64? {
        guard !opened.isChunked, let count = opened.payload.count else { return nil }
        switch opened.head.status {
        case 200: return count
        // A player that asked for "bytes=0-" got everything, as 206.
        case 206: return opened.head.fields["Content-Range"] == "bytes 0-\(count &- 1)/\(count)" ? count : nil
        default: return nil
        }
    }

    private func declareEncoding(_ kind: BodyKind, _ start: [UInt8], in fields: inout [HTTPField]) {
        guard kind == .html, let index = fields.firstIndex(where: { $0.name.lowercased() == "content-type" }),
            MediaType(fields[index].value)?.charset == nil, let label = CharacterEncoding.declared(in: start)
        else { return }
        fields[index].value = "text/html; charset=" + label
    }
}
