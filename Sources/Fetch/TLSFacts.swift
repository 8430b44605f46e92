// SPDX-License-Identifier: EUPL-1.2

import CCrypto
import CCurl

/// What was agreed on in the TLS handshake of a connection.
struct TLSFacts: Hashable {
    /// `tls/1.3`, as in WARC-Protocol.
    let version: String?
    /// The IANA name of the cipher suite.
    let cipher: String?

    /// The facts of the connection that an easy handle uses now; nil without TLS.
    ///
    /// Only inside a callback of the transfer: the connection's SSL object may be gone afterwards.
    init?(easy: UnsafeMutableRawPointer) {
        guard let ssl = kabinet_openssl_of(easy).map({ OpaquePointer($0) }) else { return nil }
        // "TLSv1.3", "TLSv1"
        let name = SSL_get_version(ssl).map { String(cString: $0) } ?? ""
        if name.hasPrefix("TLSv") {
            let number = name.dropFirst(4)
            version = "tls/" + (number == "1" ? "1.0" : number)
        } else {
            version = nil
        }
        cipher = SSL_get_current_cipher(ssl).flatMap { SSL_CIPHER_standard_name($0) }.map { String(cString: $0) }
    }
}
