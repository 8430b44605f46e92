// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Testing

@Suite struct DigestTests {
    @Test(
        arguments: [
            (DigestAlgorithm.sha1, "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5"),
            (.sha256, "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (.md5, "md5:900150983cd24fb0d6963f7d28e17f72"),
        ])
    func `the digest of abc is the standard's`(_ algorithm: DigestAlgorithm, _ labelled: String) {
        #expect(DigestStream.digest(of: Array("abc".utf8), algorithm).labelled == labelled)
    }

    @Test(arguments: DigestAlgorithm.allCases)
    func `pieces give the digest of the whole, and a finished stream starts anew`(_ algorithm: DigestAlgorithm) {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let stream = DigestStream(algorithm)
        for start in stride(from: 0, to: 1000, by: 37) { stream.update(Array(bytes[start..<min(1000, start + 37)])) }
        stream.update([])
        #expect(stream.finish() == DigestStream.digest(of: bytes, algorithm))
        stream.update(bytes)
        #expect(stream.finish() == DigestStream.digest(of: bytes, algorithm))
    }

    @Test func `a digest with a zero byte in it stays whole`() throws {
        // 4 of 1,000 payloads have a SHA-1 whose first byte is 0: the case that string copies lose.
        let texts = (0..<3000).map { Array("payload \($0)".utf8) }
        let digests = texts.map { DigestStream.digest(of: $0, .sha1) }
        let withZero = digests.filter { $0.bytes.first == 0 }
        #expect(!withZero.isEmpty)
        for digest in withZero { #expect(Digest(labelled: digest.labelled) == digest) }
        #expect(Set(digests).count == digests.count)
    }

    @Test(
        arguments: [
            "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", "SHA1:vgmt4nsha2awvor6evyxqugcnsonbwe5",
            "sha-1:a9993e364706816aba3e25717850c26c9cd0d89d", "sha1:A9993E364706816ABA3E25717850C26C9CD0D89D",
        ])
    func `a labelled digest is read in every spelling`(_ text: String) {
        #expect(Digest(labelled: text) == DigestStream.digest(of: Array("abc".utf8), .sha1))
    }

    @Test(
        arguments: [
            "", ":", "sha1", "sha1:", "sha1:VGMT", "sha512:00", "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE!",
            "sha256:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", "md5:zz0150983cd24fb0d6963f7d28e17f72", "é:1",
        ])
    func `what is no digest is not read`(_ text: String) {
        #expect(Digest(labelled: text) == nil)
    }

    @Test(
        arguments: [
            ("", ""), ("f", "MY======"), ("fo", "MZXQ===="), ("foo", "MZXW6==="), ("foob", "MZXW6YQ="),
            ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI======"),
        ])
    func `base 32 follows RFC 4648`(_ plain: String, _ encoded: String) {
        #expect(Base32.encode(Array(plain.utf8)) == encoded)
        #expect(Base32.decode(encoded) == Array(plain.utf8))
        #expect(Base32.decode(encoded.lowercased()) == Array(plain.utf8))
    }

    @Test func `base 16 goes there and back and refuses the rest`() {
        #expect(Hex.encode([0, 0x1F, 0xFF]) == "001fff")
        #expect(Hex.decode("001fFF") == [0, 0x1F, 0xFF])
        #expect(Hex.decode("0") == nil)
        #expect(Hex.decode("0g") == nil)
        #expect(Base32.decode("A") == nil)
        #expect(Base32.decode("01890189") == nil)
    }
}
