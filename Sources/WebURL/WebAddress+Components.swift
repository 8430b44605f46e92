// SPDX-License-Identifier: EUPL-1.2

extension WebAddress {
    /// The scheme in lower case, without its colon.
    public var scheme: String { text(0..<layout.schemeEnd) }

    /// The host in ASCII (`xn--…`, `127.0.0.1`, `[::1]`); nil without an authority, empty as in `file:///`.
    public var host: String? { layout.host.map(text) }

    /// The port, nil if absent or the default one of the scheme.
    public var port: UInt16? { layout.port }

    /// The path with its leading slash, percent-encoded; an opaque path as it is.
    public var path: String { text(layout.path) }

    /// The query without `?`, percent-encoded; nil if there is no question mark, empty if nothing follows it.
    public var query: String? { layout.query.map(text) }

    /// The fragment without `#`, percent-encoded; nil if there is no number sign.
    public var fragment: String? { layout.fragment.map(text) }

    /// The user name, percent-encoded, empty if there is none.
    public var username: String { layout.username.map(text) ?? "" }

    /// The password, percent-encoded, empty if there is none.
    public var password: String { layout.password.map(text) ?? "" }

    /// True for addresses without a hierarchy (`mailto:`, `data:`, `javascript:`): nothing resolves against them.
    public var hasOpaquePath: Bool { layout.hasOpaquePath }

    /// True for `http` and `https`, the addresses that can be fetched and captured.
    public var isHTTP: Bool {
        let name = serialized.utf8.prefix(layout.schemeEnd)
        return name.elementsEqual("https".utf8) || name.elementsEqual("http".utf8)
    }

    /// The address without its fragment: the form of WARC-Target-URI (ISO 28500:2017, 5.8), ASCII only.
    public var withoutFragment: String {
        guard let fragment = layout.fragment else { return serialized }
        return text(0..<(fragment.lowerBound - 1))
    }

    /// This address without its fragment.
    public var droppingFragment: WebAddress {
        guard layout.fragment != nil else { return self }
        var layout = layout
        layout.fragment = nil
        return WebAddress(serialized: withoutFragment, layout: layout)
    }

    /// `host` or `host:port` with a port that is not the default one; empty without an authority.
    ///
    /// This is the value of an HTTP Host field (RFC 9110, 7.2).
    public var authority: String {
        guard let host else { return "" }
        return port.map { "\(host):\($0)" } ?? host
    }

    /// The port a connection goes to: the given one or the scheme's default; 0 if the scheme has none.
    public var effectivePort: UInt16 {
        port ?? SpecialScheme(bytes(0..<layout.schemeEnd))?.defaultPort ?? 0
    }

    /// The origin: `scheme://host[:port]` for special schemes except `file`, else `null`.
    ///
    /// Source: WHATWG URL §4.7; the origin of a `blob:` address is not looked for and is `null` too.
    public var origin: String {
        guard let special = SpecialScheme(bytes(0..<layout.schemeEnd)), special != .file else { return "null" }
        return "\(scheme)://\(authority)"
    }

    /// Path and query as they stand in the request line of HTTP/1.1 (origin-form of RFC 9112, 3.2.1).
    public var requestTarget: String {
        text(layout.path.lowerBound..<(layout.query?.upperBound ?? layout.path.upperBound))
    }
}
