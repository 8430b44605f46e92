// SPDX-License-Identifier: EUPL-1.2

/// Reads the Zstandard frames of a file one after the other, and says exactly where each begins and ends.
///
/// Skippable frames are passed over, empty ones are frames like others. Owned by one thread at a time. Memory is a fixed buffer and a
/// window of at most 8 MiB, whatever the frames say.
/// - SeeAlso: RFC 8878 §3; Zstandard Compression for WARC Files 1.0
public final class ZstdFrameReader {
    private let file: OpenFile
    private let inflater: ZstdInflater
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    private var isInside = false
    private var bufferStart = 0
    private var bufferEnd = 0
    /// The offset in the file of the first byte that is not yet used.
    private var position: UInt64

    /// The offset in the file of the first byte of the current frame.
    public private(set) var frameOffset: UInt64
    /// The compressed bytes of the current frame, head and checksum included; 0 until its end was read.
    public private(set) var frameLength: UInt64 = 0
    /// What the head of the current frame says; nil before the first frame.
    public private(set) var head: ZstdFrameHead?

    /// A reader whose first frame begins at `offset` of the file; the reader does not close the file.
    public init(file: OpenFile, offset: UInt64, dictionary: ZstdDictionary?) {
        self.file = file
        inflater = ZstdInflater(dictionary: dictionary)
        position = offset
        frameOffset = offset
    }

    deinit { buffer.deallocate() }

    /// Goes to the next frame with content, past what is unread of the current one. False at the end of the file.
    ///
    /// - Throws: `.corrupt` at the offset where something else than a frame begins; `.truncated` when the file ends inside a frame;
    ///   `.tooLarge` for a window over 8 MiB; `.io`.
    public func nextFrame() throws(ByteStreamError) -> Bool {
        try skipRest()
        while true {
            frameOffset = position
            frameLength = 0
            if bufferEnd - bufferStart < ZstdFrameHead.byteLimit { try refill() }
            let bytes = UnsafeRawBufferPointer(rebasing: buffer[bufferStart..<bufferEnd])
            guard !bytes.isEmpty else { return false }
            let head: ZstdFrameHead
            do { head = try ZstdFrameHead(parsing: bytes) } catch { throw error.at(position, of: file.path) }
            self.head = head
            guard let length = head.skippableFrameLength else { break }
            try skip(length)
        }
        inflater.reset()
        isInside = true
        return true
    }

    /// Reads the next bytes of the frame's content; 0 at its end (and before the first `nextFrame`).
    ///
    /// - Throws: `.truncated` when the file ends inside the frame, `.corrupt` when it is damaged, `.tooLarge`, each at the offset of the
    ///   last byte looked at; `.io`.
    public func read(into output: UnsafeMutableRawBufferPointer) throws(ByteStreamError) -> Int {
        guard isInside, !output.isEmpty else { return 0 }
        while true {
            let input = UnsafeRawBufferPointer(rebasing: buffer[bufferStart..<bufferEnd])
            let step: Inflater.Step
            do { step = try inflater.step(input, into: output) } catch { throw error.at(position, of: file.path) }
            bufferStart += step.consumed
            position += UInt64(step.consumed)
            if step.isAtEnd {
                isInside = false
                frameLength = position - frameOffset
                return step.produced
            }
            if step.produced > 0 { return step.produced }
            // The last byte of a frame may be held back while there is output left, so what is unread stays at hand.
            guard step.consumed == 0 || bufferStart == bufferEnd else { continue }
            let before = bufferEnd - bufferStart
            try refill()
            guard bufferEnd - bufferStart > before else {
                throw ByteStreamError(
                    .truncated, path: file.path, offset: position,
                    "the file ends inside the Zstandard frame that began at \(frameOffset)")
            }
        }
    }

    /// Starts anew at a byte where a frame is thought to begin; `nextFrame` comes first.
    package func restart(at offset: UInt64) {
        isInside = false
        bufferStart = 0
        bufferEnd = 0
        position = offset
        frameOffset = offset
        frameLength = 0
    }

    /// Reads on to the end of the current frame, so that `frameLength` is known.
    /// - Throws: As `read`.
    package func skipRest() throws(ByteStreamError) {
        guard isInside else { return }
        let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { scratch.deallocate() }
        while isInside { _ = try read(into: scratch) }
    }

    private func skip(_ length: UInt64) throws(ByteStreamError) {
        let size = try file.size()
        guard position <= size, length <= size - position else {
            throw ByteStreamError(
                .truncated, path: file.path, offset: position, "the file ends inside a skippable Zstandard frame")
        }
        position += length
        let inBuffer = bufferEnd - bufferStart
        bufferStart = length < UInt64(inBuffer) ? bufferStart + Int(length) : bufferEnd
    }

    private func refill() throws(ByteStreamError) {
        let kept = bufferEnd - bufferStart
        if kept > 0 {
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[bufferStart..<bufferEnd]))
        }
        bufferStart = 0
        bufferEnd = kept
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[kept...])
        bufferEnd += try file.read(at: position + UInt64(kept), into: rest)
    }
}
