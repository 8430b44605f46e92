// SPDX-License-Identifier: EUPL-1.2

/// What a request other than GET adds to the urlkey of its answer, so that answers to different bodies have different keys.
///
/// `POST https://example.com/api` with the body `{"page": 2}` is filed under `https://example.com/api?__wb_method=POST&page=2`; replay
/// makes the same address from the request of the page. Bodies are brought into the form of a query by their media type: forms and
/// JSON by name and value, all others in base64 as `__wb_post_data`.
/// - SeeAlso: IIPC, "CDX index: non-GET requests"; webrecorder/specs, CDXJ, "POST append".
public struct CDXRequestKey: Sendable, Hashable {
    /// The method in capitals.
    public let method: String
    /// The body as a query, at most `queryLimit` characters; empty for methods without one, and for bodies that say nothing.
    public let query: String

    /// The Unicode scalars a query may have; what is beyond is cut off.
    public static let queryLimit = 4096
    /// The bytes of a body that are looked at.
    public static let bodyLimit = 4 << 20

    /// The key of a request.
    ///
    /// - Parameters:
    ///   - method: As in the request line.
    ///   - contentType: The field's value; nil if it is missing.
    ///   - body: The body; of a longer one than `bodyLimit` at least so many bytes.
    ///   - dialect: How values of JSON are spelled, and which bodies count.
    public init(method: String, contentType: String?, body: [UInt8], dialect: CDXDialect = .cdxjIndexer) {
        self.method = method.uppercased()
        guard self.method == "POST" || self.method == "PUT" else {
            query = ""
            return
        }
        let canonical = RequestBody(contentType: contentType ?? "", bytes: body, dialect: dialect).query
        query = String(String.UnicodeScalarView(canonical.unicodeScalars.prefix(Self.queryLimit)))
    }

    /// The address with method and body in its query: what the urlkey is made of.
    public func appended(to url: String) -> String {
        let mark = url.utf8.contains(0x3F) ? "&" : "?"
        return url + mark + "__wb_method=" + method + (query.isEmpty ? "" : "&" + query)
    }
}

extension CDXDialect {
    /// Whether requests of this method, in capitals, have a key of their own.
    func keysRequests(of method: String) -> Bool {
        switch self {
        case .cdxjIndexer: method == "POST" || method == "PUT"
        case .pywb: method != "GET"
        }
    }
}
