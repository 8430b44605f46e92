// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import CCurl
import HTTPMessage

/// One running request: collects what libcurl hands over and makes the result of it.
///
/// Only the engine's thread touches it.
final class Transfer {
    /// Why we, and not the server or the net, ended the transfer.
    enum Stop {
        case byteLimit
        case headTooLarge
        case spool(ByteStreamError)
        case cancelled(String)
    }

    let ticket: FetchTicket
    let easy: CurlEasy
    private let continuation: CheckedContinuation<FetchResult, Never>
    private let refuseAddress: (@Sendable ([UInt8]) -> String?)?
    private let spool: BodySpool
    private let startedAt = ArchiveDate.now()
    private let started = MonotonicTime.now
    private var requestHead: [UInt8] = []
    private var collector = HeadCollector()
    private var tls: TLSFacts?
    private var refusal: String?
    private var stop: Stop?

    init(
        _ ticket: FetchTicket, _ easy: CurlEasy, _ options: EngineOptions,
        _ continuation: CheckedContinuation<FetchResult, Never>
    ) {
        self.ticket = ticket
        self.easy = easy
        self.continuation = continuation
        refuseAddress = options.refuseAddress
        spool = BodySpool(
            directory: ticket.request.spoolDirectory, memoryLimit: ticket.request.memoryLimit,
            digest: ticket.request.digest)
    }

    // MARK: What libcurl hands over

    func takeHeaderLine(_ line: UnsafeRawBufferPointer) -> Bool {
        if tls == nil { tls = TLSFacts(easy: easy.handle) }
        guard collector.take(line) else {
            stop = .headTooLarge
            return false
        }
        return true
    }

    func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let room = (ticket.request.maxBytes ?? UInt64.max) - spool.count
        let kept = UnsafeRawBufferPointer(rebasing: bytes.prefix(Int(clamping: room)))
        do {
            try spool.append(kept)
        } catch {
            stop = .spool(error)
            return false
        }
        if kept.count < bytes.count { stop = .byteLimit }
        return kept.count == bytes.count
    }

    func takeRequest(_ bytes: UnsafeRawBufferPointer) {
        // libcurl sends the request again when a reused connection turns out to be dead; long heads come in pieces.
        if requestHead.suffix(4).elementsEqual([13, 10, 13, 10]) { requestHead = [] }
        requestHead.append(contentsOf: bytes)
    }

    func openSocket(_ address: UnsafeMutablePointer<curl_sockaddr>) -> Int32 {
        switch SocketGuard.open(address, refuse: refuseAddress) {
        case .socket(let number): return number
        case .refused(let reason):
            refusal = reason
            return -1
        }
    }

    // MARK: The end

    /// Hands the result over; call it once, with the transfer out of the multi handle.
    func finish(_ code: CURLcode) {
        let detail = easy.detail(of: code)
        var result = FetchResult(failure: FetchFailure(.protocol, detail), startedAt: startedAt)
        result.duration = max(0, MonotonicTime.now.microseconds(since: started))
        result.requestHead = StoredHead.withHTTP1RequestLine(requestHead)
        (result.failure, result.truncated) = ending(code, detail)
        if collector.isComplete {
            do throws(HTTPMessageError) {
                try addAnswer(to: &result)
            } catch {
                result.failure = FetchFailure(.protocol, error.message)
            }
        } else if result.failure == nil {
            result.failure = FetchFailure(.connect, "the connection ended without a complete answer head")
        }
        if result.responseHead == nil { result.truncated = nil }
        continuation.resume(returning: result)
    }

    /// Ends it on our side; the transfer must be out of the multi handle.
    func cancel(_ reason: String) {
        stop = .cancelled(reason)
        finish(CURLE_ABORTED_BY_CALLBACK)
    }

    private func addAnswer(to result: inout FetchResult) throws(HTTPMessageError) {
        let stored = try StoredHead(collector.head)
        result.responseHead = stored.head
        result.removedTransferEncoding = stored.removedTransferEncoding
        result.body = spool.finish()
        if !collector.trailers.isEmpty,
            let trailers = try? HTTPResponseHead(parsing: Array("HTTP/1.1 200\r\n".utf8) + collector.trailers)
        {
            result.trailers = trailers.fields
        }
        result.peer = easy.text(CURLINFO_PRIMARY_IP).flatMap(Self.address)
        let version =
            switch easy.number(CURLINFO_HTTP_VERSION) {
            case Int(CURL_HTTP_VERSION_1_0): "http/1.0"
            case Int(CURL_HTTP_VERSION_2_0): "h2"
            default: "http/1.1"
            }
        result.protocols = [version] + [tls?.version].compactMap(\.self)
        result.tlsCipher = tls?.cipher
    }

    private func ending(_ code: CURLcode, _ detail: String) -> (FetchFailure?, Truncation?) {
        switch stop {
        case .byteLimit: (nil, .length)
        case .headTooLarge:
            (
                FetchFailure(.protocol, "the answer's head has more than \(HTTPMessageHead.byteLimit) bytes"),
                .unspecified
            )
        case .spool(let error): (FetchFailure(error), .unspecified)
        case .cancelled(let reason): (FetchFailure(.cancelled, reason), .unspecified)
        case nil where code == CURLE_OK: (nil, nil)
        case nil:
            (
                FetchFailure(code, detail, refusal: refusal, hasHead: collector.isComplete),
                Truncation(code, detail)
            )
        }
    }

    /// An address as it stands in WARC-IP-Address: `::ffff:192.0.2.1` is an IPv4 address.
    private static func address(_ text: String) -> String? {
        guard !text.isEmpty else { return nil }
        let mapped = "::ffff:"
        return text.lowercased().hasPrefix(mapped) && text.contains(".") ? String(text.dropFirst(mapped.count)) : text
    }
}
