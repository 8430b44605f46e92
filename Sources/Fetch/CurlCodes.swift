// SPDX-License-Identifier: EUPL-1.2

import CCurl

extension FetchFailure {
    /// What a transfer's code means; `refusal` is the address policy's reason, if it refused an address of this transfer.
    init(_ code: CURLcode, _ detail: String, refusal: String?, hasHead: Bool) {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: self.init(.dns, detail)
        case CURLE_COULDNT_CONNECT:
            if let refusal {
                self.init(.refusedAddress, refusal)
            } else {
                self.init(.connect, detail)
            }
        case CURLE_OPERATION_TIMEDOUT:
            self.init(detail.hasPrefix("Resolving timed out") ? .dns : .timeout, detail)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER,
            CURLE_SSL_CERTPROBLEM, CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_ENGINE_NOTFOUND,
            CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_SHUTDOWN_FAILED,
            CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT, CURLE_USE_SSL_FAILED:
            self.init(.tls, detail)
        case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE:
            self.init(Self.isFramingError(detail) || hasHead ? .protocol : .connect, detail)
        // libcurl's words for a line of a head beyond its own bound.
        case CURLE_OUT_OF_MEMORY where !hasHead:
            self.init(.protocol, "a line of the answer's head is too long, or there is no memory left")
        default: self.init(.protocol, detail)
        }
    }

    /// libcurl reports damaged chunks with the code of a broken connection.
    static func isFramingError(_ detail: String) -> Bool { detail.hasSuffix("in chunked-encoding") }
}

extension Truncation {
    /// Why a body ended early, by the transfer's code; nil when it did not.
    init?(_ code: CURLcode, _ detail: String) {
        switch code {
        case CURLE_OK: return nil
        case CURLE_OPERATION_TIMEDOUT: self = .time
        case CURLE_RECV_ERROR where FetchFailure.isFramingError(detail): self = .unspecified
        case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_HTTP2,
            CURLE_HTTP2_STREAM, CURLE_SSL_CONNECT_ERROR:
            self = .disconnect
        default: self = .unspecified
        }
    }
}
