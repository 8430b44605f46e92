// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Glibc

extension RecordInput {
    /// Whether the next bytes are those every record starts with.
    func startsWithMagic() throws(ByteStreamError) -> Bool {
        guard try ensure(5) >= 5 else { return false }
        return WARCHeader.isMagic(available.prefix(5))
    }

    /// At the end of a gzip member inside a record: goes to the next one if the record can go on there.
    ///
    /// A member that starts with a new record means that this one was cut; then the input stands at that record.
    func continuesInNextMember() throws(ByteStreamError) -> Bool {
        guard container == .gzip, try nextMember() else { return false }
        return try !startsWithMagic()
    }
}

extension WARCReader {
    /// Skips what is unread of a record and the empty lines after it, and completes its location.
    func finish(_ record: WARCRecord) throws(WARCError) {
        guard !record.isFinished else { return }
        do throws(ByteStreamError) {
            try record.skipBlock()
            try readTrailer(of: record)
        } catch {
            record.giveUp()
            try recover(from: error)
        }
    }

    /// Each record ends with CR LF CR LF (ISO 28500:2017 §4); what else is there is said, and passed over.
    private func readTrailer(of record: WARCRecord) throws(ByteStreamError) {
        let offset = record.location.offset
        if input.container == .plain { record.complete(length: input.offset - offset) }
        // After a cut record the input may stand at the start of the next one already.
        if !record.isCut {
            let trailer: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
            let count = try input.ensure(trailer.count)
            let found = Array(input.available.prefix(min(count, trailer.count)))
            if found == trailer {
                input.take(trailer.count)
            } else {
                try reportTrailer(found, after: offset)
            }
        }
        guard input.container == .gzip, !record.isFinished else { return }
        // The member's length is known once its end was read; another record in it is left for `next`.
        try skipLineEnds()
        if try input.ensure(1) == 0, record.isAligned {
            record.complete(length: input.memberOffset + input.memberLength - offset)
        } else {
            record.giveUp()
        }
    }

    private func reportTrailer(_ found: [UInt8], after offset: UInt64) throws(ByteStreamError) {
        guard let first = found.first else {
            return report(
                .badTrailer, at: offset, "the record does not end with two empty lines: the file or member ends")
        }
        if first == 0x0D || first == 0x0A {
            return report(.badTrailer, at: offset, "the record does not end with two empty lines (CR LF CR LF)")
        }
        report(
            .badTrailer, at: offset,
            "the record is not followed by an empty line, found \(WARCHeader.excerpt(found, 0..<found.count))",
            hint: "its Content-Length is probably wrong")
        if try !input.startsWithMagic() { try seekMagic() }
    }

    /// Goes on after damage: to the next gzip member that starts with a record. Errors of the system are thrown on.
    func recover(from error: ByteStreamError) throws(WARCError) {
        switch error.code {
        case .corrupt, .truncated: break
        default: throw WARCError(error, path: path, "cannot read the file")
        }
        let damaged = input.memberOffset
        let isNoMember = !input.isInsideMember
        let found: UInt64?
        do throws(ByteStreamError) {
            found = try seekMember(after: damaged)
        } catch {
            throw WARCError(error, path: path, "cannot read the file")
        }
        let irregularity: WARCIrregularity =
            if error.code == .truncated { .cutMember } else if isNoMember {
                found == nil ? .trailingBytes : .notARecord
            } else { .damagedMember }
        report(
            irregularity, at: damaged, error.message,
            hint: found.map { "reading goes on at \($0)" } ?? "no other record follows")
    }

    /// Looks for the next gzip member that holds a record; nil if there is none, and the input is then at the end of the file.
    private func seekMember(after offset: UInt64) throws(ByteStreamError) -> UInt64? {
        var position = offset + 1
        while let candidate = try memberCandidate(from: position) {
            input.restart(atMember: candidate)
            if try isRecordMember() {
                input.restart(atMember: candidate)
                return candidate
            }
            position = candidate + 1
        }
        input.restart(atMember: try input.file.size())
        return nil
    }

    private func isRecordMember() throws(ByteStreamError) -> Bool {
        do throws(ByteStreamError) {
            guard try input.nextMember() else { return false }
            return try input.startsWithMagic()
        } catch {
            guard error.code == .corrupt || error.code == .truncated else { throw error }
            return false
        }
    }

    /// The offset of the next bytes that look like the start of a gzip member (RFC 1952 §2.3); nil if there are none.
    private func memberCandidate(from offset: UInt64) throws(ByteStreamError) -> UInt64? {
        var position = offset
        while true {
            let bytes = try input.file.read(at: position, count: 1 << 16)
            guard bytes.count >= 4 else { return nil }
            var index = 0
            while index + 3 < bytes.count, let found = bytes[index..<bytes.count - 3].firstIndex(of: 0x1F) {
                if bytes[found + 1] == 0x8B, bytes[found + 2] == 8, bytes[found + 3] & 0xE0 == 0 {
                    return position + UInt64(found)
                }
                index = found + 1
            }
            position += UInt64(bytes.count - 3)
        }
    }

    /// Goes to the next line of this member or plain file that starts a record; to its end if there is none.
    func seekMagic() throws(ByteStreamError) {
        while true {
            let bytes = input.available
            if let base = bytes.baseAddress, let found = memchr(base, 0x0A, bytes.count) {
                input.take(UnsafeRawPointer(found) - base + 1)
                if try input.startsWithMagic() { return }
                continue
            }
            input.take(bytes.count)
            guard try input.fill() else { return }
        }
    }
}
