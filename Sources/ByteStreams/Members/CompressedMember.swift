// SPDX-License-Identifier: EUPL-1.2

/// One member as far as it was decoded at once.
package struct CompressedMember {
    /// The offset in the file of its first byte.
    package let offset: UInt64
    /// Its compressed bytes; 0 where it is damaged or not whole.
    package let length: UInt64
    /// All there is of its content, or empty where it is not whole; valid until the members go on.
    package let content: UnsafeRawBufferPointer
    /// Whether `content` is all there is; otherwise `CompressedMembers.read` hands over everything from the start.
    package let isWhole: Bool
    /// Whether something is wrong behind the content.
    package let isDamaged: Bool

    init(offset: UInt64, length: UInt64, content: UnsafeRawBufferPointer, isWhole: Bool, isDamaged: Bool) {
        self.offset = offset
        self.length = length
        self.content = content
        self.isWhole = isWhole
        self.isDamaged = isDamaged
    }
}
