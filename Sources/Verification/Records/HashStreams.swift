// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// Digest streams that are used again for each record.
///
/// Unchecked, because a part of a scan is used by one thread at a time, and these streams only by their part.
final class HashStreams: @unchecked Sendable {
    private var streams: [DigestStream?] = [nil, nil, nil, nil, nil, nil, nil, nil, nil]

    /// Which of the digests of a record a stream is for.
    enum Use: Int {
        case block, payload, decoded
    }

    /// A stream at its beginning; `finish` leaves it there.
    func stream(_ algorithm: DigestAlgorithm, _ use: Use) -> DigestStream {
        let index = use.rawValue * 3 + Self.index(algorithm)
        if let stream = streams[index] { return stream }
        let stream = DigestStream(algorithm)
        streams[index] = stream
        return stream
    }

    private static func index(_ algorithm: DigestAlgorithm) -> Int {
        switch algorithm {
        case .sha1: 0
        case .sha256: 1
        default: 2
        }
    }
}
