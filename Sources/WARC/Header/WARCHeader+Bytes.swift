// SPDX-License-Identifier: EUPL-1.2

extension WARCHeader {
    /// Hands over the bytes of the first value of that name, as they were read; nil if there is none. No `String` is made.
    ///
    /// Letter case of the name does not matter. The buffer is valid only during the call.
    public func withValue<Result>(
        of name: StaticString, _ body: (UnsafeRawBufferPointer?) throws -> Result
    ) rethrows -> Result {
        try bytes.withUnsafeBytes { bytes in
            for entry in entries where entry.name.count == name.utf8CodeUnitCount {
                guard Self.isSame(UnsafeRawBufferPointer(rebasing: bytes[entry.name]), name) else { continue }
                return try body(UnsafeRawBufferPointer(rebasing: bytes[entry.value]))
            }
            return try body(nil)
        }
    }

    /// Whether there is a field of that name.
    public func contains(_ name: StaticString) -> Bool {
        withValue(of: name) { $0 != nil }
    }

    /// Whether two names are the same but for their letter case.
    static func isSame(_ bytes: UnsafeRawBufferPointer, _ name: StaticString) -> Bool {
        guard bytes.count == name.utf8CodeUnitCount else { return false }
        let wanted = name.utf8Start
        for index in 0..<bytes.count where bytes[index] != wanted[index] {
            guard lowercased(bytes[index]) == lowercased(wanted[index]) else { return false }
        }
        return true
    }

    /// UTF-8 where the bytes are that (§4), otherwise each byte as the Latin-1 character of its number.
    static func text(_ bytes: UnsafeRawBufferPointer) -> String {
        String(validating: bytes, as: UTF8.self)
            ?? String(String.UnicodeScalarView(bytes.lazy.map { Unicode.Scalar($0) }))
    }
}
