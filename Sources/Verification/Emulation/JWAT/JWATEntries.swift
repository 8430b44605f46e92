// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// Reads gzip members as JWAT's gzip reader does: neither magic number nor checksums stop it, and what follows damage is
/// read from wherever the input block of 8 KiB ended.
final class JWATEntries {
    private let feed: FileFeed
    private var inflater = Inflater(.none)
    private var input: ArraySlice<UInt8> = []
    private var isOpen = false
    private var output = [UInt8](repeating: 0, count: JWATEntries.blockSize)
    static let blockSize = 8192

    init(feed: FileFeed) { self.feed = feed }

    /// Goes to the next member, past the rest of this one. False where fewer bytes are left than a member's head has.
    func next() throws(ToolFailure) -> Bool {
        let start = feed.position
        let head = try feed.readFully(10)
        guard head.count == 10 else {
            feed.seek(to: start)
            return false
        }
        guard try skipExtras(flags: head[3]) else { return false }
        inflater.reset()
        input = []
        isOpen = true
        return true
    }

    /// The next bytes of the member; nil at its end.
    func read() throws(ToolFailure) -> [UInt8]? {
        guard isOpen else { return nil }
        while true {
            let step: Inflater.Step
            do throws(ByteStreamError) {
                step = try inflate()
            } catch {
                throw .stopped(Self.dataFormatException(error.message))
            }
            input = input.dropFirst(step.consumed)
            if step.isAtEnd {
                isOpen = false
                feed.seek(to: feed.position - UInt64(input.count))
                input = []
                let trailer = feed.position
                if try feed.readFully(8).count < 8 { feed.seek(to: trailer) }
            }
            if step.produced > 0 { return Array(output[..<step.produced]) }
            if step.isAtEnd { return nil }
            if input.isEmpty {
                input = try feed.readFully(Self.blockSize)[...]
                guard !input.isEmpty else { throw .stopped(Self.dataFormatException("(Data missing!)")) }
            }
        }
    }

    /// Reads the rest of the member; damage in it is passed over in silence.
    func close() throws(ToolFailure) {
        do throws(ToolFailure) {
            while try read() != nil {}
        } catch {
            if case .unreadable = error { throw error }
        }
        isOpen = false
    }

    private func inflate() throws(ByteStreamError) -> Inflater.Step {
        let result = input.withUnsafeBytes { source in
            output.withUnsafeMutableBytes { target in
                Result { () throws(ByteStreamError) in try inflater.step(source, into: target) }
            }
        }
        return try result.get()
    }

    /// FEXTRA, FNAME, FCOMMENT and FHCRC (RFC 1952 §2.3.1).
    private func skipExtras(flags: UInt8) throws(ToolFailure) -> Bool {
        if flags & 4 != 0 {
            let size = try feed.readFully(2)
            guard size.count == 2 else { return false }
            let count = Int(size[0]) | Int(size[1]) << 8
            guard try feed.readFully(count).count == count else { return false }
        }
        for flag: UInt8 in [8, 16] where flags & flag != 0 {
            while true {
                guard let byte = try feed.readByte() else { return false }
                if byte == 0 { break }
            }
        }
        if flags & 2 != 0, try feed.readFully(2).count < 2 { return false }
        return true
    }

    /// zlib's own words stand between brackets in our message.
    private static func dataFormatException(_ message: String) -> String {
        let text = message.split(separator: "(").last.map { $0.prefix { $0 != ")" } } ?? ""
        return "java.io.IOException: java.util.zip.DataFormatException: " + text
    }
}
