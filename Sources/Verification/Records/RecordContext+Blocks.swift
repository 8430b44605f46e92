// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

extension RecordContext {
    /// Judges a block that was read to its end.
    mutating func check(_ block: BlockCheck, _ kind: BlockKind, _ payload: DeclaredDigest?) {
        let blockResult = block.blockMatches()
        if let blockResult, !blockResult.isRight {
            add(
                .blockDigest, "the block's digest is \(blockResult.computed), WARC-Block-Digest says otherwise",
                hint: "the record was changed or damaged after it was written")
        }
        if let result = block.payloadMatches(block: blockResult?.computed), let payload {
            checkPayload(result, block, payload)
        }
        guard kind.isHTTP else { return }
        checkHead(block, kind)
        checkLength(block)
        if type == .revisit, block.payloadLength > 0, block.head != nil {
            add(.revisitPayload, "the revisit holds a payload of \(block.payloadLength) bytes")
        }
    }

    private mutating func checkPayload(
        _ result: (match: BlockCheck.PayloadMatch, computed: Digest), _ block: BlockCheck, _ declared: DeclaredDigest
    ) {
        switch result.match {
        case .stored:
            if block.head?.isChunked == true, block.chunksEnded {
                add(
                    .payloadDigestStored, "the payload digest is of the body as stored, with its chunks",
                    hint: "jwarc and the standard undo the chunks first")
            }
        case .decoded:
            add(
                .payloadDigestDecoded, "the payload digest is of the body without its chunks, which are stored",
                hint: "JHOVE, JWAT, warcio and FastWARC do not undo them")
        case .none:
            add(
                .payloadDigest,
                "the payload's digest is \(result.computed), WARC-Payload-Digest says \(declared.digest?.labelled ?? "otherwise")",
                hint: "the record was changed or damaged after it was written")
        }
    }

    private mutating func checkHead(_ block: BlockCheck, _ kind: BlockKind) {
        guard let head = block.head, kind == .request ? head.isRequestLine : head.isStatusLine else {
            if type == .revisit, block.payloadLength == 0 { return }
            // Without a Content-Type this was a guess.
            if value(.contentType)?.isEmpty ?? true { return }
            let expected = kind == .request ? "a request line of HTTP/1" : "a status line like HTTP/1.1 200 OK"
            return add(
                .httpHead, "the block does not start with \(expected) and fields",
                hint: "answers of HTTP/2 are written as HTTP/1.1 with WARC-Protocol: h2")
        }
        if head.hasBareLineFeed { add(.httpLineFeed, "lines of the HTTP head end with LF alone") }
        if head.isChunked, !block.chunksEnded, type != .revisit, block.payloadLength > 0 {
            add(.httpChunks, "the head announces a chunked body; the body has no chunks, or not all of them")
        }
    }

    private mutating func checkLength(_ block: BlockCheck) {
        guard type == .response, let head = block.head, let length = head.contentLength, length > 0,
            value(.truncated) == nil, head.status != 304, header.seen & StandardField.segmentNumber.bit == 0
        else { return }
        let stored = head.isChunked && block.chunksEnded ? block.decodedLength : block.payloadLength
        if stored != length {
            add(.httpContentLength, "the HTTP Content-Length is \(length), the body has \(stored) bytes")
        }
    }

    /// A revisit's payload digest is of another record's payload; some tools hold it against this block all the same.
    mutating func checkRevisit(_ declared: DeclaredDigest?) {
        guard type == .revisit, declared?.digest != nil else { return }
        add(
            .revisitDigest, "the payload digest is the original's, as it should be",
            hint: "older JHOVE and FastWARC hold it against the revisit's own block")
    }
}
