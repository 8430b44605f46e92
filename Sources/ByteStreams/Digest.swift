// SPDX-License-Identifier: EUPL-1.2

/// A message digest that web archives use.
public enum DigestAlgorithm: String, Sendable, Codable, CaseIterable {
    case sha1, sha256, md5

    /// Bytes of a digest.
    public var length: Int {
        switch self {
        case .sha1: 20
        case .sha256: 32
        case .md5: 16
        }
    }
}

/// The digest of some bytes and how it was made.
public struct Digest: Sendable, Hashable, CustomStringConvertible {
    /// How it was made.
    public let algorithm: DigestAlgorithm
    /// The digest itself, binary: zero bytes in it count like any other.
    public let bytes: [UInt8]

    /// A digest, or nil when the number of bytes does not fit the algorithm.
    public init?(_ algorithm: DigestAlgorithm, bytes: [UInt8]) {
        guard bytes.count == algorithm.length else { return nil }
        self.algorithm = algorithm
        self.bytes = bytes
    }

    /// Reads a labelled digest of a WARC header or index: hexadecimal or Base32, in either case, padded or not.
    ///
    /// The label is taken in either case and also as `sha-1`, `sha-256`. Nil for an unknown label or a wrong length.
    /// - SeeAlso: ISO 28500:2017 §5.8
    public init?(labelled text: String) {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let label = text[..<colon].lowercased()
        guard
            let algorithm = DigestAlgorithm(rawValue: label == "sha-1" ? "sha1" : label == "sha-256" ? "sha256" : label)
        else { return nil }
        let value = text[text.index(after: colon)...]
        let bytes = value.utf8.count == algorithm.length * 2 ? Hex.decode(value) : Base32.decode(value)
        guard let bytes else { return nil }
        self.init(algorithm, bytes: bytes)
    }

    /// `sha256:` and `md5:` with lower-case hexadecimal, `sha1:` with upper-case Base32: what WARC tools expect to see.
    public var labelled: String {
        algorithm.rawValue + ":" + (algorithm == .sha1 ? Base32.encode(bytes) : Hex.encode(bytes))
    }

    /// The labelled form.
    public var description: String { labelled }
}
