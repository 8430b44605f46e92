// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// Does with a file what jwarc's reader does, and what `jwarc validate` does.
final class JwarcReader {
    private let path: String
    private(set) var answer: ToolAnswer

    init(path: String) {
        self.path = path
        answer = ToolAnswer(.jwarc, path: path)
    }

    private func open() throws(ToolFailure) -> JwarcInput {
        let file: OpenFile
        do { file = try OpenFile(reading: path) } catch { throw .unreadable(error) }
        return JwarcInput(channel: try JwarcChannel(file: file))
    }

    /// Reads the file twice: as a reader, which gives records, misalignment and exception, and as a validator.
    func run() throws(ToolFailure) {
        do throws(ToolFailure) {
            try walk()
        } catch {
            guard case .stopped(let exception) = error else { throw error }
            answer.exception = exception
        }
        do throws(ToolFailure) {
            try validate()
        } catch {
            guard case .stopped(let exception) = error else { throw error }
            answer.add("EXC " + exception)
        }
    }

    /// Reads the headers, passing over the blocks.
    private func walk() throws(ToolFailure) {
        let input = try open()
        while true {
            let isAligned = input.isAtBoundary
            guard let header = try JwarcHeader(from: input) else { break }
            if !isAligned { answer.misaligned += 1 }
            let length = try Self.length(of: header)
            _ = try header.sole("warc-type")
            answer.records += 1
            try input.skip(length)
            _ = try input.takeTrailer(isARC: header.isARC)
        }
    }

    private func validate() throws(ToolFailure) {
        let input = try open()
        var records = 0
        var misaligned = 0
        while true {
            let isAligned = input.isAtBoundary
            guard let header = try JwarcHeader(from: input) else { break }
            records += 1
            if !isAligned { misaligned += 1 }
            for warning in header.warnings { answer.add(warning) }
            try validate(header, input)
            if try !input.takeTrailer(isARC: header.isARC) { answer.add("invalid record trailer") }
        }
        guard input.channel.isCompressed, records != input.channel.members || misaligned > 0 else { return }
        answer.add("not record-at-a-time compressed")
    }

    private static func length(of header: JwarcHeader) throws(ToolFailure) -> Int64 {
        guard let text = try header.sole("content-length") else { return 0 }
        guard let length = Int64(text) else { throw .stopped("java.lang.NumberFormatException: \(text)") }
        return length
    }

    private static func digest(_ text: String?) throws(ToolFailure) -> JwarcDigest? {
        guard let text else { return nil }
        return try JwarcDigest(text)
    }

    private func validate(_ header: JwarcHeader, _ input: JwarcInput) throws(ToolFailure) {
        let length = try Self.length(of: header)
        let declared = try Self.digest(header.sole("warc-block-digest"))
        let isDigested = declared?.isKnown == true
        let digest = isDigested ? declared.flatMap { JavaDigests.stream($0.algorithm) } : nil
        guard let type = try header.sole("warc-type") else {
            throw .stopped("java.util.NoSuchElementException: No value present")
        }
        let violations = try JwarcRules.violations(header.fields)
        let media = try JwarcText.mediaType(header.fields["content-type"]?.first ?? "application/octet-stream")
        let block = JwarcBlock(input: input, length: length, digest: digest)
        if ["response", "request", "resource", "metadata", "revisit"].contains(type) {
            try validateCapture(header, type, media, block)
        } else {
            // What the rules find in a capture is printed, and then forgotten.
            if violations > 0 { answer.add("header rules") }
            if isDigested { try block.readToEnd() } else { try block.skip() }
        }
        if let declared, isDigested {
            try block.readToEnd()
            if !declared.matches(digest?.finish()) {
                answer.add("block digest failed")
                answer.badDigests += 1
            }
        }
        if isDigested { try block.readToEnd() } else { try block.skip() }
    }

    private func validateCapture(
        _ header: JwarcHeader, _ type: String, _ media: JwarcText.MediaType, _ block: JwarcBlock
    ) throws(ToolFailure) {
        _ = try header.sole("warc-target-uri")
        guard let date = try header.sole("warc-date") else {
            throw .stopped("java.util.NoSuchElementException: No value present")
        }
        guard JwarcInstant.accepts(date) else {
            throw .stopped("java.time.format.DateTimeParseException: Text '\(date)' could not be parsed")
        }
        do throws(ToolFailure) {
            try validatePayload(header, type, media, block)
        } catch {
            // Input and syntax errors are said and passed over; the others end the work.
            guard case .stopped(let exception) = error,
                exception.hasPrefix("java.io.") || exception.hasPrefix("org.netpreserve.")
                    || exception.hasPrefix("java.util.zip.")
            else { throw error }
            answer.add("Exception during validation: " + exception)
        }
    }

    private func validatePayload(
        _ header: JwarcHeader, _ type: String, _ media: JwarcText.MediaType, _ block: JwarcBlock
    ) throws(ToolFailure) {
        switch type {
        case "resource":
            var text = try header.sole("warc-payload-digest")
            if text == nil { text = try header.sole("warc-block-digest") }
            try validateBody([], block, isChunked: false, digest: text, contentLength: -1)
        case "response", "request":
            guard media.name == "application/http" else { return }
            let head = try JwarcHTTPHead(from: block, isRequest: type == "request")
            var contentLength: Int64 = -1
            if type == "response", media.parameters == ["msgtype": "response"], let text = head.contentLength {
                if let number = Int32(text) {
                    contentLength = Int64(number)
                } else {
                    answer.add("failed to read HTTP Content-Length header")
                }
            }
            let declared = try header.sole("warc-payload-digest")
            try validateBody(
                head.begun, block, isChunked: head.isChunked, digest: declared, contentLength: contentLength)
        default: break
        }
    }

    private func validateBody(
        _ begun: ArraySlice<UInt8>, _ block: JwarcBlock, isChunked: Bool, digest text: String?, contentLength: Int64
    ) throws(ToolFailure) {
        let declared = try Self.digest(text)
        // Where Java does not know the digest, jwarc does not read the body and then misses its bytes.
        var count: Int64 = -1
        if declared == nil || declared?.isKnown == true {
            let stream = declared.flatMap { JavaDigests.stream($0.algorithm) }
            count = 0
            let take: (ArraySlice<UInt8>) -> Void = { part in
                part.withUnsafeBytes { stream?.update($0) }
                count += Int64(part.count)
            }
            if isChunked {
                var chunks = JwarcChunks()
                try chunks.decode(begun, from: block, into: take)
            } else {
                take(begun)
                while let part = try block.read() { take(part) }
            }
            if let declared, !declared.matches(stream?.finish()) {
                answer.add("payload digest failed")
                answer.badDigests += 1
            }
        }
        if contentLength > 0, contentLength != count { answer.add("invalid HTTP header Content-Length") }
    }
}
