// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// Undoes content codings while bytes come by, within a limit of output.
///
/// Owned by one thread at a time. Memory is bounded by the codings' windows (at most 16 MiB each), not by the content: a
/// decompression bomb ends at the limit. Bytes that do not begin as their coding does are handed through as they are, since
/// servers label plain bodies as compressed.
public final class ContentDecoder {
    /// The most codings on top of each other that are undone; real servers use one.
    public static let codingLimit = 5

    /// Takes decoded bytes; the buffer is valid only during the call.
    public typealias Sink = (UnsafeRawBufferPointer) throws -> Void

    private let stages: [any DecodingStage]
    private var produced: [UInt64]
    private let outputLimit: UInt64

    /// A decoder.
    ///
    /// - Parameters:
    ///   - codings: The codings in the order they were applied, as in `Content-Encoding`.
    ///   - outputLimit: The most bytes that are handed on; it also holds between two codings.
    public init(_ codings: [ContentCoding], outputLimit: UInt64) {
        stages = codings.reversed().compactMap { $0 == .identity ? nil : SniffingStage($0) }
        produced = [UInt64](repeating: 0, count: stages.count + 1)
        self.outputLimit = outputLimit
    }

    /// Decodes the next bytes and hands on what comes out, in pieces of at most 64 KiB or as they came.
    ///
    /// At the limit the bytes up to it are handed on before the error.
    /// - Throws: `HTTPMessageError`: `.damaged`, `.tooLarge`, `.unsupportedCoding`; or what the sink throws.
    public func decode(_ chunk: UnsafeRawBufferPointer, into sink: Sink) throws {
        guard stages.count <= Self.codingLimit else {
            throw HTTPMessageError(
                .unsupportedCoding, "the body has \(stages.count) content codings on top of each other")
        }
        try run(chunk, from: 0, sink)
    }

    /// Decodes the next bytes.
    /// - Throws: As the call with a buffer.
    public func decode(_ chunk: [UInt8], into sink: Sink) throws {
        try chunk.withUnsafeBytes { try decode($0, into: sink) }
    }

    /// Hands on what is left and checks that the encoded bytes were complete; call it once, after the last bytes.
    /// - Throws: `HTTPMessageError`: `.truncated` and the codes of `decode`; or what the sink throws.
    public func finish(into sink: Sink = { _ in }) throws {
        for (index, stage) in stages.enumerated() {
            try stage.finish { try run($0, from: index + 1, sink) }
        }
    }

    private func run(_ bytes: UnsafeRawBufferPointer, from index: Int, _ sink: Sink) throws {
        guard !bytes.isEmpty else { return }
        // What comes in is not limited, what comes out of each coding is.
        let isInput = index == 0 && !stages.isEmpty
        let room = outputLimit - min(outputLimit, produced[index])
        let allowed = isInput ? bytes : UnsafeRawBufferPointer(rebasing: bytes.prefix(Int(clamping: room)))
        produced[index] += UInt64(allowed.count)
        if index == stages.count {
            if !allowed.isEmpty { try sink(allowed) }
        } else {
            try stages[index].decode(allowed) { try run($0, from: index + 1, sink) }
        }
        if allowed.count < bytes.count {
            throw HTTPMessageError(.tooLarge, "the content has more than the \(outputLimit) bytes allowed")
        }
    }
}

extension ContentDecoder {
    /// The content of a body that is in memory, its `Content-Encoding` undone.
    ///
    /// What a browser would do with broken servers: an unknown coding, or bytes that turn out not to be encoded, give the bytes as
    /// they are; a body that was cut or is damaged further on gives what could be decoded.
    /// - Throws: `.tooLarge` when the content has more than `limit` bytes.
    public static func decode(_ bytes: [UInt8], fields: HTTPFields, limit: Int) throws(HTTPMessageError) -> [UInt8] {
        guard let codings = ContentCoding.applied(in: fields), !codings.isEmpty, codings.count <= codingLimit else {
            return try plain(bytes, limit)
        }
        var content: [UInt8] = []
        let decoder = ContentDecoder(codings, outputLimit: UInt64(max(0, limit)))
        do {
            try decoder.decode(bytes) { content.append(contentsOf: $0) }
            try decoder.finish { content.append(contentsOf: $0) }
        } catch let error as HTTPMessageError {
            if error.code == .tooLarge { throw error }
            // Compressed bytes give more than they are; less than that before an error was noise read as compression.
            let isNoise = content.isEmpty || (error.code == .damaged && content.count < bytes.count)
            if isNoise { return try plain(bytes, limit) }
        } catch {
            return bytes
        }
        return content
    }

    private static func plain(_ bytes: [UInt8], _ limit: Int) throws(HTTPMessageError) -> [UInt8] {
        guard bytes.count <= limit else {
            throw HTTPMessageError(.tooLarge, "the content has more than the \(limit) bytes allowed")
        }
        return bytes
    }
}
