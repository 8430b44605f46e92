// SPDX-License-Identifier: EUPL-1.2

/// A scheme the WHATWG URL Standard (§4.2) parses with its own rules: hosts are domains, backslashes are slashes.
enum SpecialScheme: String, Sendable {
    case http
    case https
    case ws
    case wss
    case ftp
    case file

    /// Recognises a scheme in lower case.
    init?(_ name: [UInt8]) {
        guard name.count <= 5, let scheme = SpecialScheme(rawValue: String(decoding: name, as: UTF8.self)) else {
            return nil
        }
        self = scheme
    }

    /// The port that is left out of a serialised address; nil for `file`.
    var defaultPort: UInt16? {
        switch self {
        case .http, .ws: 80
        case .https, .wss: 443
        case .ftp: 21
        case .file: nil
        }
    }
}
