// SPDX-License-Identifier: EUPL-1.2

/// Sort-friendly URI reordering: the key under which an index files an address.
///
/// `http://www.Example.com/b?y&x` becomes `com,example)/b?x&y`: the host reversed so that a domain sorts together,
/// spelled so that addresses which differ only in letter case, default port, session or order of the query share a
/// key.
public enum SURT {
    /// The urlkey of an address, byte for byte what `surt()` of the Python package surt 0.3.1 gives.
    ///
    /// cdxj-indexer, pywb and py-wacz compute keys with that function and its defaults, so an index made here can be
    /// searched by them. `-` stands for the empty address; addresses that begin with `filedesc` come back as they are,
    /// as in ARC files, and so do those surt refuses (a port that is no number), which is what cdxj-indexer writes.
    /// Only spaces and controls are encoded in those two: a key never breaks a line of an index. Everything else is
    /// ASCII. Never traps; time grows with the length, times its logarithm for the sorted query.
    public static func urlkey(_ url: String, options: Options = .surt) -> String {
        var url = url
        return url.withUTF8 { bytes in
            var key: [UInt8] = []
            appendKey(of: UnsafeRawBufferPointer(bytes), options: options, to: &key)
            return String(decoding: key, as: UTF8.self)
        }
    }

    /// Appends the urlkey of an address in UTF-8, as `urlkey` gives it.
    package static func appendKey(of url: UnsafeRawBufferPointer, options: Options = .surt, to output: inout [UInt8]) {
        if options == .surt, appendPlain(url, to: &output) { return }
        output += general(Array(url), options)
    }

    /// The key of any address.
    static func general(_ url: [UInt8], _ options: Options) -> [UInt8] {
        if url.isEmpty { return [UInt8(ascii: "-")] }
        if url.starts(with: "filedesc".utf8) { return unchanged(url) }
        var bytes = trimmed(url)
        bytes.removeAll { $0 == ASCII.tab || $0 == ASCII.lineFeed || $0 == ASCII.carriageReturn }
        guard let parts = SURTParts(withScheme(bytes), stripsDefaultPort: options.stripsDefaultPort) else {
            return unchanged(url)
        }
        return key(of: parts, options)
    }

    private static func key(of parts: SURTParts, _ options: Options) -> [UInt8] {
        var path = SURTEscaping.unescape(parts.path)
        var host: [UInt8] = []
        if !parts.host.isEmpty {
            host = SURTHost.canonical(parts.host)
            // surt leaves the names in DNS records alone.
            if options.stripsWWW, !parts.scheme.elementsEqual("dns".utf8) { host = SURTHost.withoutWWW(host) }
            if !host.isEmpty { path = path.isEmpty ? [ASCII.slash] : SURTPath.normalized(path) }
        }
        path = SURTPath.key(SURTEscaping.escape(path), options)
        let query = SURTQuery.key(SURTEscaping.escape(SURTEscaping.unescape(parts.query)), options)

        var output: [UInt8] = []
        output.reserveCapacity(host.count + path.count + query.count + 16)
        if host.isEmpty {
            output += parts.scheme
            output.append(ASCII.colon)
        } else {
            if options.keepsScheme {
                output += parts.scheme
                output += Array("://(".utf8)
            }
            output += options.reversesAddresses || !SURTHost.isAddress(host) ? SURTHost.reversed(host) : host
            if let port = parts.port { output += Array(":\(port)".utf8) }
            if options.endsHostWithComma { output.append(UInt8(ascii: ",")) }
            output.append(UInt8(ascii: ")"))
        }
        output += path
        if !query.isEmpty || (parts.hasQuery && !options.stripsEmptyQuery) {
            if path.isEmpty { output.append(ASCII.slash) }
            output.append(ASCII.question)
            output += query
        }
        return output
    }

    /// The address with its spaces and controls encoded.
    private static func unchanged(_ url: [UInt8]) -> [UInt8] {
        guard url.contains(where: isUnsafe) else { return url }
        var output: [UInt8] = []
        for byte in url {
            if isUnsafe(byte) { PercentEncoding.append(byte, to: &output) } else { output.append(byte) }
        }
        return output
    }

    private static func isUnsafe(_ byte: UInt8) -> Bool { byte <= ASCII.space || byte == 0x7F }

    /// Without the white space of ASCII around it.
    private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        let isSpace = { (byte: UInt8) in byte == ASCII.space || (9...13).contains(byte) }
        guard let first = bytes.firstIndex(where: { !isSpace($0) }),
            let last = bytes.lastIndex(where: { !isSpace($0) })
        else { return [] }
        return Array(bytes[first...last])
    }

    /// With `http://` before it if there is no scheme, and with only the last of several such prefixes.
    private static func withScheme(_ bytes: [UInt8]) -> [UInt8] {
        guard SURTParts.schemeEnd(bytes) != nil else { return Array("http://".utf8) + bytes }
        var rest = bytes[...]
        while let inner = afterHTTPPrefix(rest), afterHTTPPrefix(inner) != nil { rest = inner }
        return Array(rest)
    }

    private static func afterHTTPPrefix(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        for prefix in ["http://", "https://"] where bytes.starts(with: prefix.utf8) {
            return bytes.dropFirst(prefix.utf8.count)
        }
        return nil
    }
}
