// SPDX-License-Identifier: EUPL-1.2

/// The URL record of the standard (§4.1): the components while they are being parsed.
struct AddressParts {
    var scheme: [UInt8] = []
    var special: SpecialScheme?
    var username: [UInt8] = []
    var password: [UInt8] = []
    /// The serialised host; nil is no authority, empty is an empty host.
    var host: [UInt8]?
    var port: UInt16?
    /// The serialised path: a slash before every segment, or the opaque path as it is.
    var path: [UInt8] = []
    var hasOpaquePath = false
    var query: [UInt8]?
    var fragment: [UInt8]?

    init() {}

    /// The components of an address that has been parsed, without its fragment.
    init(_ address: WebAddress) {
        let layout = address.layout
        setScheme(address.bytes(0..<layout.schemeEnd)[...])
        username = layout.username.map(address.bytes) ?? []
        password = layout.password.map(address.bytes) ?? []
        host = layout.host.map(address.bytes)
        port = layout.port
        path = address.bytes(layout.path)
        hasOpaquePath = layout.hasOpaquePath
        query = layout.query.map(address.bytes)
    }

    mutating func setScheme(_ name: ArraySlice<UInt8>) {
        scheme = name.map(ASCII.lower)
        special = SpecialScheme(scheme)
    }

    /// Takes authority, path and query of the base, which is what a relative reference starts from.
    mutating func copyHierarchy(of base: AddressParts) {
        username = base.username
        password = base.password
        host = base.host
        port = base.port
        path = base.path
        query = base.query
    }

    /// Removes the last segment, except a lone drive letter of a `file` address (§4.4, "shorten a URL's path").
    mutating func shortenPath() {
        if special == .file, path.count == 3, DriveLetter.isNormalized(path[1...]) { return }
        guard let slash = path.lastIndex(of: ASCII.slash) else { return }
        path.removeSubrange(slash...)
    }

    /// The serialised address with its layout, nil if it is longer than ``WebAddress/byteLimit`` (§4.5).
    func assembled() -> WebAddress? {
        var output: [UInt8] = []
        var layout = WebAddress.Layout()
        output.reserveCapacity(scheme.count + (host?.count ?? 0) + path.count + (query?.count ?? 0) + 16)
        output += scheme
        layout.schemeEnd = output.count
        output.append(ASCII.colon)
        if let host {
            output += [ASCII.slash, ASCII.slash]
            appendCredentials(to: &output, &layout)
            layout.host = Self.append(host, to: &output)
            layout.port = port
            if let port { output += Array(":\(port)".utf8) }
        } else if !hasOpaquePath, path.starts(with: "//".utf8) {
            // Without the dot the path would be read back as an authority.
            output += [ASCII.slash, ASCII.dot]
        }
        layout.path = Self.append(path, to: &output)
        layout.hasOpaquePath = hasOpaquePath
        if let query {
            output.append(ASCII.question)
            layout.query = Self.append(query, to: &output)
        }
        if let fragment {
            output.append(ASCII.numberSign)
            layout.fragment = Self.append(fragment, to: &output)
        }
        guard output.count <= WebAddress.byteLimit else { return nil }
        return WebAddress(serialized: String(decoding: output, as: UTF8.self), layout: layout)
    }

    private func appendCredentials(to output: inout [UInt8], _ layout: inout WebAddress.Layout) {
        guard !username.isEmpty || !password.isEmpty else { return }
        layout.username = Self.append(username, to: &output)
        if !password.isEmpty {
            output.append(ASCII.colon)
            layout.password = Self.append(password, to: &output)
        }
        output.append(ASCII.at)
    }

    private static func append(_ bytes: [UInt8], to output: inout [UInt8]) -> Range<Int> {
        let start = output.count
        output += bytes
        return start..<output.count
    }
}
