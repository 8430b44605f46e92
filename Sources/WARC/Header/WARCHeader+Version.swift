// SPDX-License-Identifier: EUPL-1.2

extension WARCHeader {
    /// The fields of another header, byte for byte, under another version line.
    package init(_ other: WARCHeader, version: String) {
        self.version = version
        bytes = other.bytes
        entries = other.entries
    }
}
