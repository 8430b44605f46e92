// SPDX-License-Identifier: EUPL-1.2

import CZstd

/// A Zstandard dictionary: what small frames have in common, so that it need not stand in each of them (RFC 8878 §5).
///
/// It never changes, and any number of threads may decompress with it at once; it owns one `ZSTD_DDict`, which libzstd only reads.
public final class ZstdDictionary: @unchecked Sendable {
    /// The most bytes a dictionary may have, and the most that its frame in a WARC file may hold.
    public static let byteLimit = 1 << 23

    /// The dictionary in the format of RFC 8878 §5, starting with 37 a4 30 ec.
    public let bytes: [UInt8]
    /// What frames call it; frames of another dictionary are refused.
    public let id: UInt32
    let decompression: OpaquePointer

    /// A dictionary of these bytes.
    /// - Throws: `.corrupt` if they are none of RFC 8878, `.tooLarge` if they are more than `byteLimit`.
    public init(bytes: [UInt8]) throws(ByteStreamError) {
        guard bytes.count <= Self.byteLimit else {
            throw ByteStreamError(
                .tooLarge, "the Zstandard dictionary has \(bytes.count) bytes, at most \(Self.byteLimit) are expected")
        }
        guard bytes.starts(with: [0x37, 0xA4, 0x30, 0xEC]) else {
            throw ByteStreamError(.corrupt, "expected a Zstandard dictionary (37 a4 30 ec), found other bytes")
        }
        guard let decompression = ZSTD_createDDict(bytes, bytes.count) else {
            throw ByteStreamError(.corrupt, "the Zstandard dictionary is damaged")
        }
        self.bytes = bytes
        self.decompression = decompression
        id = ZSTD_getDictID_fromDict(bytes, bytes.count)
    }

    deinit { ZSTD_freeDDict(decompression) }

    /// Makes a dictionary out of samples of what is to be compressed with it, such as the first records of a file.
    ///
    /// Good results need some hundred samples, together a hundred times as long as the dictionary; all of them are copied.
    /// - Parameters:
    ///   - samples: One after the other; no more than 2^31 bytes in all.
    ///   - capacity: The most bytes the dictionary may have.
    /// - Throws: `.tooLarge` for too many bytes, `.corrupt` if the samples are too few or too much alike.
    public convenience init(training samples: [[UInt8]], capacity: Int = 112_640) throws(ByteStreamError) {
        let total = samples.reduce(0) { $0.addingReportingOverflow($1.count).partialValue }
        guard total >= 0, total <= 1 << 31 else {
            throw ByteStreamError(.tooLarge, "the samples for a Zstandard dictionary have \(total) bytes")
        }
        let joined = samples.flatMap { $0 }
        let counts = samples.map(\.count)
        let capacity = min(max(capacity, 256), Self.byteLimit)
        var result = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
            result = ZDICT_trainFromBuffer(target.baseAddress, capacity, joined, counts, UInt32(clamping: counts.count))
            count = ZDICT_isError(result) == 0 ? result : 0
        }
        guard !bytes.isEmpty else {
            let text = ZDICT_getErrorName(result).map { String(cString: $0) } ?? "error \(result)"
            throw ByteStreamError(
                .corrupt, "no Zstandard dictionary could be made of \(samples.count) samples (\(text)): more are needed"
            )
        }
        try self.init(bytes: bytes)
    }

    /// The dictionary that a WARC file starts with, and the bytes its frame takes there; nil if the file does not start with one.
    ///
    /// Reads no more than 8 MiB whatever the frame says.
    /// - Throws: `.corrupt`, `.truncated`, `.tooLarge` for a frame that starts as one and is none; `.io`.
    /// - SeeAlso: Zstandard Compression for WARC Files 1.0, "Dictionary frame format"
    public static func atStart(
        of file: OpenFile
    ) throws(ByteStreamError) -> (dictionary: ZstdDictionary, frameLength: UInt64)? {
        let start = try file.read(at: 0, count: 8)
        guard start.count == 8, let head = ZstdFrameHead.unlessDamaged(start),
            head.kind == .skippable(magic: ZstdFrameHead.dictionaryMagic), let size = head.contentSize,
            let length = head.skippableFrameLength
        else { return nil }
        do throws(ByteStreamError) {
            guard size <= UInt64(byteLimit) else {
                throw ByteStreamError(.tooLarge, "the dictionary frame holds \(size) bytes, at most \(byteLimit)")
            }
            let content = try file.read(at: 8, count: Int(size))
            guard content.count == Int(size) else {
                throw ByteStreamError(.truncated, "the file ends inside the dictionary frame")
            }
            return (try ZstdDictionary(bytes: unpacked(content)), length)
        } catch {
            throw ByteStreamError(error.code, path: file.path, offset: 0, error.message)
        }
    }

    /// The skippable frame that makes this the dictionary of a WARC file; it must be the first bytes of the file.
    ///
    /// - Parameter compressing: Whether the dictionary is compressed in it, which saves about half.
    /// - Returns: The frame with its head.
    /// - Throws: `.tooLarge` should the output not fit its computed bound.
    public func frame(compressing: Bool = true) throws(ByteStreamError) -> [UInt8] {
        let content = compressing ? try ZstdCompressor(level: 19).frame(bytes) : bytes
        let magic = ZstdFrameHead.dictionaryMagic
        let size = UInt32(clamping: content.count)
        return [magic, size].flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }
            + content
    }

    /// What the frame holds is the dictionary itself or one frame with it.
    private static func unpacked(_ content: [UInt8]) throws(ByteStreamError) -> [UInt8] {
        guard let head = ZstdFrameHead.unlessDamaged(Array(content.prefix(ZstdFrameHead.byteLimit))) else {
            return content
        }
        guard head.kind == .content else {
            throw ByteStreamError(.corrupt, "the dictionary frame holds a skippable frame instead of a dictionary")
        }
        let decompressor = ZstdDecompressor()
        var result: Result<(content: [UInt8], length: Int), ByteStreamError> = .success(([], 0))
        content.withUnsafeBytes { bytes in
            do throws(ByteStreamError) {
                result = .success(try decompressor.frame(bytes, limit: byteLimit))
            } catch { result = .failure(error) }
        }
        let (unpacked, length) = try result.get()
        guard length == content.count else {
            throw ByteStreamError(.corrupt, "\(content.count - length) bytes follow the dictionary in its frame")
        }
        return unpacked
    }
}

extension ZstdFrameHead {
    /// The head at the start of bytes that may be something else.
    static func unlessDamaged(_ bytes: [UInt8]) -> ZstdFrameHead? {
        bytes.withUnsafeBytes { try? ZstdFrameHead(parsing: $0) }
    }
}
