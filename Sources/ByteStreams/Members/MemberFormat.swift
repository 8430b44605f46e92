// SPDX-License-Identifier: EUPL-1.2

/// What only one format of compressed members knows; owned by one thread at a time.
protocol MemberFormat: AnyObject {
    /// What a member is called, as in "the file ends inside the … that began at 0".
    var noun: String { get }
    /// What the first bytes of a member with content look like.
    var magic: MemberMagic { get }

    /// Looks at bytes, at least one, where a member should start.
    ///
    /// - Returns: The length of a member that is passed over since it has no content by its nature; nil for every other.
    /// - Throws: What is found instead, without a place.
    func skippableLength(_ bytes: UnsafeRawBufferPointer) throws(ByteStreamError) -> UInt64?

    /// Tries to decode the member at the start of the bytes at once.
    func decode(_ bytes: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer) -> WholeDecoding

    /// Something that decodes piece by piece.
    func makeInflater() -> any MemberInflater
}

/// What came of decoding a member at once.
enum WholeDecoding {
    /// The bytes the member takes, and those of its content.
    case done(length: Int, count: Int)
    /// The content is larger than the room.
    case lacksRoom
    /// Perhaps the member goes on behind the bytes.
    case lacksInput
    /// More bytes would not help.
    case failed
}

/// Decodes one member after the other piece by piece, as `Inflater` has it.
protocol MemberInflater: AnyObject {
    /// Goes back to the start of a new member.
    func reset()
    func step(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(ByteStreamError) -> Inflater.Step
}

extension Inflater: MemberInflater {}
extension ZstdInflater: MemberInflater {}

extension MemberFormat {
    /// The error of a file that is cut inside a member.
    func cutMember(startedAt start: UInt64, in window: FileWindow, endingAt end: UInt64) -> ByteStreamError {
        ByteStreamError(
            .truncated, path: window.file.path, offset: end, "the file ends inside the \(noun) that began at \(start)")
    }
}
