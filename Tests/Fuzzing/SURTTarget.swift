// SPDX-License-Identifier: EUPL-1.2

import WebURL

/// Makes keys of addresses.
enum SURTTarget {
    static func run(_ bytes: [UInt8]) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        let key = SURT.urlkey(text)
        check(key)
        Property.equal(SURT.urlkey(text), key, "a key changes from one call to the next")
        // The first byte also chooses options.
        if let first = bytes.first {
            check(SURT.urlkey(text, options: options(first)))
            check(SURT.urlkey(text, options: options(~first)))
        }
        let padded = " \t\n" + text + "\r\n "
        if !text.isEmpty, !text.utf8.starts(with: "filedesc".utf8) { check(SURT.urlkey(padded)) }

        guard let address = WebAddress(text) else { return }
        Property.equal(WebAddress(address.serialized), address, "an address changes when it is read again")
        Property.require(
            address.serialized.utf8.allSatisfy { isPlain($0, address.hasOpaquePath) }, "no ASCII: \(address)")
        Property.require(address.serialized.utf8.count <= WebAddress.byteLimit, "an address beyond the limit")
        check(SURT.urlkey(address.withoutFragment))
        if let relative = WebAddress(address.serialized, relativeTo: address) {
            Property.equal(relative, address, "an absolute address changes with its base")
        }
        // Two slashes at the start of a reference are a host's.
        let target = address.requestTarget
        if address.isHTTP, !target.hasPrefix("//"), let joined = WebAddress(target, relativeTo: address) {
            Property.equal(joined.host, address.host, "a path leads to another host")
        }
    }

    private static func options(_ bits: UInt8) -> SURT.Options {
        var options = SURT.Options()
        options.keepsScheme = bits & 1 != 0
        options.endsHostWithComma = bits & 2 != 0
        options.stripsWWW = bits & 4 == 0
        options.stripsDefaultPort = bits & 8 == 0
        options.lowercasesPath = bits & 16 == 0
        options.stripsTrailingSlash = bits & 32 == 0
        options.sortsQuery = bits & 64 == 0
        options.stripsEmptyQuery = bits & 128 == 0
        options.reversesAddresses = bits & 3 != 3
        options.stripsPathSession = bits & 12 != 12
        options.stripsQuerySession = bits & 48 != 48
        options.lowercasesQuery = bits & 192 != 192
        return options
    }

    /// Printable ASCII; a path that is opaque keeps its blanks.
    private static func isPlain(_ byte: UInt8, _ isOpaque: Bool) -> Bool {
        byte > 0x20 && byte < 0x7F || isOpaque && byte == 0x20
    }

    private static func check(_ key: String) {
        Property.require(!key.isEmpty, "an empty key")
        Property.require(
            !key.utf8.contains { $0 <= 0x20 || $0 == 0x7F }, "a key with a blank or a control in it: \(key)")
    }
}
