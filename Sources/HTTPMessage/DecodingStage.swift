// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// One coding of a `ContentDecoder`.
protocol DecodingStage: AnyObject {
    /// Decodes bytes and hands on what comes out.
    func decode(_ input: UnsafeRawBufferPointer, _ sink: ContentDecoder.Sink) throws

    /// Hands on what is left; throws `.truncated` when the encoded bytes were not complete.
    func finish(_ sink: ContentDecoder.Sink) throws
}

/// Looks at the first bytes before it chooses how to decode them.
final class SniffingStage: DecodingStage {
    private let coding: ContentCoding
    private var first: [UInt8] = []
    private var chosen: (any DecodingStage)?

    init(_ coding: ContentCoding) { self.coding = coding }

    func decode(_ input: UnsafeRawBufferPointer, _ sink: ContentDecoder.Sink) throws {
        if let chosen { return try chosen.decode(input, sink) }
        // Four bytes tell all magic numbers.
        guard first.count + input.count >= 4 else { return first.append(contentsOf: input) }
        let missing = max(0, 4 - first.count)
        first.append(contentsOf: input.prefix(missing))
        try start(sink)
        try chosen?.decode(UnsafeRawBufferPointer(rebasing: input.dropFirst(missing)), sink)
    }

    func finish(_ sink: ContentDecoder.Sink) throws {
        // No bytes at all are no bytes of content, whatever the label says.
        if chosen == nil, first.isEmpty { return }
        if chosen == nil { try start(sink) }
        try chosen?.finish(sink)
    }

    private func start(_ sink: ContentDecoder.Sink) throws {
        let stage = choose()
        chosen = stage
        try first.withUnsafeBytes { try stage.decode($0, sink) }
        first = []
    }

    private func choose() -> any DecodingStage {
        let pair = first.count < 2 ? nil : (first[0], first[1])
        switch coding {
        case .identity: return PlainStage()
        case .br: return BrotliStage()
        case .gzip:
            guard let pair, pair == (0x1F, 0x8B) else { return PlainStage() }
            return InflateStage(.gzip)
        case .deflate:
            // "deflate" means the zlib format, but some servers send the bare DEFLATE data (RFC 9110 §8.4.1.2).
            guard let pair else { return InflateStage(.none) }
            let isZlib = pair.0 & 15 == 8 && (UInt16(pair.0) << 8 | UInt16(pair.1)).isMultiple(of: 31)
            return InflateStage(isZlib ? .zlib : .none)
        case .zstd:
            let isFrame = first == [0x28, 0xB5, 0x2F, 0xFD]
            let isSkippable = first.count == 4 && first[0] & 0xF0 == 0x50 && Array(first[1...]) == [0x2A, 0x4D, 0x18]
            return isFrame || isSkippable ? ZstdStage() : PlainStage()
        }
    }
}

/// Hands bytes through as they are.
final class PlainStage: DecodingStage {
    func decode(_ input: UnsafeRawBufferPointer, _ sink: ContentDecoder.Sink) throws {
        if !input.isEmpty { try sink(input) }
    }

    func finish(_ sink: ContentDecoder.Sink) throws {}
}

/// gzip (also of several members), zlib and bare DEFLATE.
final class InflateStage: DecodingStage {
    private enum State {
        case inside
        /// Behind a gzip member, with the first byte of what may be the next one.
        case behind(sawMagic: Bool)
        case done
    }

    private let wrapping: Inflater.Wrapping
    private let inflater: Inflater
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    private var state = State.inside

    init(_ wrapping: Inflater.Wrapping) {
        self.wrapping = wrapping
        inflater = Inflater(wrapping)
    }

    deinit { buffer.deallocate() }

    func decode(_ input: UnsafeRawBufferPointer, _ sink: ContentDecoder.Sink) throws {
        var rest = input
        while true {
            switch state {
            case .done: return
            case .behind(let sawMagic):
                guard let byte = rest.first else { return }
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst())
                try step(behind: byte, sawMagic, sink)
            case .inside:
                let step = try inflate(rest, sink)
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(step.consumed))
                if step.isAtEnd {
                    state = wrapping == .gzip ? .behind(sawMagic: false) : .done
                } else if step.produced < buffer.count, rest.isEmpty || step.consumed + step.produced == 0 {
                    return
                }
            }
        }
    }

    func finish(_ sink: ContentDecoder.Sink) throws {
        guard case .inside = state else { return }
        throw HTTPMessageError(.truncated, "the compressed body ends before its content does")
    }

    /// A gzip member may follow a member (RFC 1952 §2.2); anything else behind it is ignored, as browsers do.
    private func step(behind byte: UInt8, _ sawMagic: Bool, _ sink: ContentDecoder.Sink) throws {
        switch (sawMagic, byte) {
        case (false, 0x1F): state = .behind(sawMagic: true)
        case (true, 0x8B):
            inflater.reset()
            state = .inside
            _ = try ([0x1F, 0x8B] as [UInt8]).withUnsafeBytes { try inflate($0, sink) }
        default: state = .done
        }
    }

    private func inflate(_ input: UnsafeRawBufferPointer, _ sink: ContentDecoder.Sink) throws -> Inflater.Step {
        let step: Inflater.Step
        do {
            step = try inflater.step(input, into: buffer)
        } catch {
            throw HTTPMessageError(.damaged, error.message)
        }
        if step.produced > 0 { try sink(UnsafeRawBufferPointer(rebasing: buffer[..<step.produced])) }
        return step
    }
}
