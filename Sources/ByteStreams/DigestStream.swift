// SPDX-License-Identifier: EUPL-1.2

import CCrypto

/// A digest that is computed while bytes pass by (OpenSSL's EVP).
///
/// Owned by one thread at a time; it owns one `EVP_MD_CTX`.
public final class DigestStream {
    private let algorithm: DigestAlgorithm
    private let context: OpaquePointer

    /// A digest of no bytes yet.
    public init(_ algorithm: DigestAlgorithm) {
        guard let context = EVP_MD_CTX_new() else { fatalError("no memory for a digest") }
        self.algorithm = algorithm
        self.context = context
        start()
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Takes the next bytes in.
    public func update(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
        EVP_DigestUpdate(context, base, bytes.count)
    }

    /// Takes the next bytes in.
    public func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// The digest of all bytes taken in; the stream then starts anew.
    public func finish() -> Digest {
        var bytes = [UInt8](repeating: 0, count: algorithm.length)
        var length: UInt32 = 0
        EVP_DigestFinal_ex(context, &bytes, &length)
        start()
        guard Int(length) == bytes.count, let digest = Digest(algorithm, bytes: bytes) else {
            fatalError("OpenSSL made \(length) bytes of \(algorithm.rawValue)")
        }
        return digest
    }

    /// The digest of these bytes.
    public static func digest(of bytes: [UInt8], _ algorithm: DigestAlgorithm) -> Digest {
        let stream = DigestStream(algorithm)
        stream.update(bytes)
        return stream.finish()
    }

    private func start() {
        let type =
            switch algorithm {
            case .sha1: EVP_sha1()
            case .sha256: EVP_sha256()
            case .md5: EVP_md5()
            }
        guard EVP_DigestInit_ex(context, type, nil) == 1 else {
            fatalError("this machine's OpenSSL does not offer \(algorithm.rawValue)")
        }
    }
}
