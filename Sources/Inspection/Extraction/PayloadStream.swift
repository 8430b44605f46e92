// SPDX-License-Identifier: EUPL-1.2

package import WARC

/// Hands over the payload of a record in one of its forms.
package enum PayloadStream {
    /// What came of it.
    package struct Outcome: Sendable, Hashable {
        /// The bytes that were handed over.
        package var bytes: UInt64 = 0
        /// Why these are not all; nil if they are.
        package var problem: String?
    }

    /// Hands over the payload: the bytes behind the HTTP head, or the whole block where there is none. Ask before the block is read.
    ///
    /// A payload that is cut or damaged is handed over as far as it can be read, and the outcome says so. An unknown content coding,
    /// or bytes that turn out not to be encoded, stay as they are.
    /// - Parameters:
    ///   - record: A record whose block was not read yet.
    ///   - form: What is taken off.
    ///   - limit: The most bytes that are handed over; more is a problem of the outcome.
    ///   - sink: Takes the bytes; the buffer is valid only during the call.
    /// - Returns: How many bytes were handed over, and why these are not all.
    /// - Throws: What `sink` throws; `WARCError` `.io`, `.closed`.
    package static func read(
        _ record: WARCRecord, as form: PayloadForm, limit: UInt64, into sink: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> Outcome {
        var outcome = Outcome()
        func take(_ bytes: UnsafeRawBufferPointer) throws {
            let room = limit - outcome.bytes
            let part = UnsafeRawBufferPointer(rebasing: bytes.prefix(Int(clamping: room)))
            outcome.bytes += UInt64(part.count)
            if !part.isEmpty { try sink(part) }
            guard part.count == bytes.count else {
                throw InspectionError(.tooLarge, "the payload has more than the \(limit) bytes allowed")
            }
        }
        do {
            switch form {
            case .stored: try record.forEachStoredPayloadChunk(take)
            case .transfer: try record.forEachPayloadChunk(take)
            case .content:
                // What comes out is counted twice, so that the decoder ends at the limit too.
                try record.forEachContentChunk(limit: limit == UInt64.max ? limit : limit + 1, take)
            }
        } catch let error as WARCError where error.code == .corrupt || error.code == .truncated {
            outcome.problem = error.message
        } catch let error as InspectionError {
            outcome.problem = error.message
        }
        return outcome
    }
}
