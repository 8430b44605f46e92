// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import HTTPMessage

/// The body of a response, pulled piece by piece. Each pull blocks on files and belongs on a thread that may.
///
/// One consumer, one pull at a time, from whatever thread; that is what the unchecked conformance stands on.
package final class ReplayStream: @unchecked Sendable {
    /// Bytes that will come, when that is known before.
    package let length: UInt64?

    private let payload: StoredPayload
    private var limit: UInt64
    private var chunks: ChunkedDecoder?
    private var decoder: ContentDecoder?
    private var filter: BodyFilter
    private var isDone = false
    private var first: [UInt8] = []

    /// More than this never comes out of a compressed body: 4 GiB.
    private static let decodedLimit: UInt64 = 4 << 30

    /// At most `limit` bytes of the payload from where it stands, from which first the chunked transfer coding is taken and
    /// then the content codings, and which then go through the filter.
    init(
        _ payload: StoredPayload, limit: UInt64, isChunked: Bool, codings: [ContentCoding], filter: BodyFilter
    ) {
        self.payload = payload
        self.limit = limit
        chunks = isChunked ? ChunkedDecoder() : nil
        decoder = codings.isEmpty ? nil : ContentDecoder(codings, outputLimit: Self.decodedLimit)
        self.filter = filter
        let isUnchanged = !isChunked && codings.isEmpty && filter.isIdentity
        length = isUnchanged ? payload.count.map { min(limit, $0) } : nil
    }

    /// The next bytes, never empty; nil at the end.
    ///
    /// A body that is damaged further on, or whose coding is, ends where the damage begins: what a browser would show.
    /// - Throws: Errors of the file when nothing is changed on the way and the announced length can't be kept.
    package func next() throws -> [UInt8]? {
        if !first.isEmpty {
            defer { first = [] }
            return first
        }
        while !isDone {
            var output: [UInt8] = []
            if let piece = try pull() {
                do {
                    try piece.withUnsafeBytes { try feed($0, to: &output) }
                } catch {
                    finish(to: &output)
                }
            } else {
                if let decoder { try? decoder.finish { filter.write($0, to: &output) } }
                finish(to: &output)
            }
            if !output.isEmpty { return output }
        }
        return nil
    }

    /// Gives bytes back that were pulled, so that they come first again.
    func putBack(_ bytes: [UInt8]) { first = bytes + first }

    private func pull() throws -> [UInt8]? {
        guard limit > 0 else { return nil }
        let piece: [UInt8]?
        do { piece = try payload.next() } catch {
            if length != nil { throw error }
            piece = nil
        }
        guard var piece else { return nil }
        if UInt64(piece.count) > limit { piece.removeLast(piece.count - Int(limit)) }
        limit -= UInt64(piece.count)
        return piece
    }

    private func feed(_ bytes: UnsafeRawBufferPointer, to output: inout [UInt8]) throws {
        guard chunks != nil else { return try decode(bytes, to: &output) }
        try chunks?.decode(bytes) { try decode($0, to: &output) }
    }

    private func decode(_ bytes: UnsafeRawBufferPointer, to output: inout [UInt8]) throws {
        guard let decoder else { return filter.write(bytes, to: &output) }
        try decoder.decode(bytes) { filter.write($0, to: &output) }
    }

    private func finish(to output: inout [UInt8]) {
        isDone = true
        filter.finish(to: &output)
    }
}
