// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import HTTPMessage

extension WARCRecord {
    /// The bytes an HTTP head may have; a block that has no empty line within them has no head.
    public static let headLimit = HTTPMessageHead.byteLimit

    /// The bytes of the HTTP head with its empty line; nil if the block has none.
    ///
    /// Only records of HTTP have one: `response`, `request` and `revisit` whose Content-Type is `application/http` or whose URI is
    /// one of HTTP. Must be asked for before the block is read.
    /// - Throws: `.corrupt`, `.truncated`, `.io`, `.closed`.
    public func httpHead() throws(WARCError) -> [UInt8]? {
        try findHead()
        switch head {
        case .ahead(let bounds): return Array(state.input.available.prefix(bounds.count))
        case .kept(let bytes, _): return bytes
        case .taken(let bytes, let bounds?): return Array(bytes[..<bounds.count])
        default: return nil
        }
    }

    /// The bytes after the HTTP head that were already taken from the block.
    var bytesAfterHead: ArraySlice<UInt8> {
        guard case .taken(let bytes, let bounds) = head else { return [] }
        return bytes[(bounds?.count ?? 0)...]
    }

    /// Finds out where the head ends.
    func findHead() throws(WARCError) {
        guard case .unread = head else { return }
        guard !isStarted, !isFinished else { throw closed }
        guard isHTTP else { return head = .none }
        do throws(ByteStreamError) { head = try lookForHead() } catch {
            throw failure(error, "cannot read the HTTP head")
        }
    }

    /// Copies a head that lies ahead, so that it can still be asked for when the block was read.
    func keepHead() {
        guard case .ahead(let bounds) = head else { return }
        head = .kept(Array(state.input.available.prefix(bounds.count)), bounds)
    }

    /// Takes a head that lies ahead out of the block, so that what comes next is the payload.
    func takeHead() {
        guard case .ahead(let bounds) = head else { return }
        keepHead()
        state.input.take(bounds.count)
        if let left = remaining { remaining = left - UInt64(bounds.count) }
    }

    /// Whether an HTTP head is to be expected.
    private var isHTTP: Bool {
        switch header.type {
        case .response, .request, .revisit: break
        default: return false
        }
        return header.withValue(of: "Content-Type") { $0.map { Self.starts($0, with: "application/http") } ?? false }
            || header.withValue(of: "WARC-Target-URI") { uri in
                uri.map {
                    let start = $0.first == 0x3C ? UnsafeRawBufferPointer(rebasing: $0.dropFirst()) : $0
                    return Self.starts(start, with: "http:") || Self.starts(start, with: "https:")
                } ?? false
            }
    }

    /// Whether the bytes start with a text that is given in small letters.
    private static func starts(_ bytes: UnsafeRawBufferPointer, with text: StaticString) -> Bool {
        guard bytes.count >= text.utf8CodeUnitCount else { return false }
        for index in 0..<text.utf8CodeUnitCount
        where WARCHeader.lowercased(bytes[index]) != text.utf8Start[index] { return false }
        return true
    }

    /// A block of an answer that starts otherwise was stored without its head (or is of SHOUTcast, whose status line starts with ICY).
    private func looksLikeHead(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if header.type == .request { return !bytes.isEmpty }
        return Self.starts(bytes, with: "http") || Self.starts(bytes, with: "icy ")
    }

    /// The head as the first bytes at hand, wherever that is possible.
    private func lookForHead() throws(ByteStreamError) -> Head {
        while true {
            let bytes = state.input.available
            let limit = min(UInt64(Self.headLimit), remaining ?? UInt64.max)
            let part = UnsafeRawBufferPointer(
                start: bytes.baseAddress, count: Int(clamping: min(UInt64(bytes.count), limit)))
            if let bounds = HTTPHeadBounds(part, isAll: false) { return looksLikeHead(part) ? .ahead(bounds) : .none }
            if UInt64(part.count) == limit {
                guard part.count < Self.headLimit, looksLikeHead(part), let bounds = HTTPHeadBounds(part, isAll: true)
                else { return .none }
                return .ahead(bounds)
            }
            guard try state.input.fill() else { return try gatherHead() }
        }
    }

    /// The head of a block that reaches over several members, or ends with its member.
    private func gatherHead() throws(ByteStreamError) -> Head {
        var bytes: [UInt8] = []
        while try hasMore(), bytes.count < Self.headLimit {
            let available = state.input.available
            // Small steps, so that a body behind the head is not copied too.
            let room = UInt64(min(1 << 12, Self.headLimit - bytes.count))
            let part = available.prefix(Int(clamping: min(UInt64(available.count), remaining ?? UInt64.max, room)))
            bytes.append(contentsOf: part)
            state.input.take(part.count)
            if let left = remaining { remaining = left - UInt64(part.count) }
            if let bounds = bounds(in: bytes, isAll: false) { return .taken(bytes, bounds) }
        }
        return .taken(bytes, bytes.count < Self.headLimit ? bounds(in: bytes, isAll: true) : nil)
    }

    private func bounds(in bytes: [UInt8], isAll: Bool) -> HTTPHeadBounds? {
        bytes.withUnsafeBytes { looksLikeHead($0) ? HTTPHeadBounds($0, isAll: isAll) : nil }
    }
}
