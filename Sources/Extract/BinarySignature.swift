// SPDX-License-Identifier: EUPL-1.2

/// The first bytes of media that come under a wrong name (MIME Sniffing §6).
enum BinarySignature {
    /// True when the bytes are an image, sound, video, font, PDF, archive or program rather than text.
    static func matches(_ prefix: [UInt8]) -> Bool {
        if signatures.contains(where: { prefix.starts(with: $0) }) { return true }
        return prefix.count >= 12 && prefix[4..<8].elementsEqual("ftyp".utf8)
    }

    private static let signatures: [[UInt8]] = [
        [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8), Array("RIFF".utf8), Array("%PDF-".utf8),
        [0x50, 0x4B, 0x03, 0x04], Array("ID3".utf8), Array("OggS".utf8), Array("fLaC".utf8),
        [0x1A, 0x45, 0xDF, 0xA3], Array("wOFF".utf8), Array("wOF2".utf8), Array("OTTO".utf8), [0, 1, 0, 0],
        [0, 0, 1, 0], [0x7F, 0x45, 0x4C, 0x46], [0x37, 0x7A, 0xBC, 0xAF], [0, 0x61, 0x73, 0x6D],
    ]
}
