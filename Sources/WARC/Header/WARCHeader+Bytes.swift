// SPDX-License-Identifier: EUPL-1.2

extension WARCHeader {
    /// Hands over the bytes of the first value of that name, as they were read; nil if there is none. No `String` is made.
    ///
    /// Letter case of the name does not matter. The buffer is valid only during the call.
    public func withValue<Result>(
        of name: StaticString, _ body: (UnsafeRawBufferPointer?) throws -> Result
    ) rethrows -> Result {
        let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        guard let entry = entries.first(where: { matches($0.name, wanted) }) else { return try body(nil) }
        return try bytes.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[entry.value])) }
    }

    /// Whether there is a field of that name.
    public func contains(_ name: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        return entries.contains { matches($0.name, wanted) }
    }
}
