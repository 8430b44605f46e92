// SPDX-License-Identifier: EUPL-1.2

/// Bodies with a content coding, right and wrong ones.
enum CodedBodies {
    static func response(_ page: DemoResponse, _ coding: DemoBehaviour.Coding) -> DemoResponse {
        let plain = page.bytes()
        var response = page
        response.set(
            "Content-Encoding", coding == .deflate || coding == .rawDeflate || coding == .bomb ? "deflate" : "gzip")
        response.set("Vary", "Accept-Encoding")
        let body: [UInt8] =
            switch coding {
            case .gzip: gzip(plain)
            case .deflate: zlib([(plain, 1)])
            case .rawDeflate: deflated(plain)
            case .lies: plain
            case .cut: Array(gzip(plain).prefix(gzip(plain).count / 2))
            case .corrupt: corrupted(gzip(plain))
            case .bomb: zlib([(Array("<!DOCTYPE html><title>Groot</title>".utf8), 1), ([0x20], 100 << 20)])
            }
        response.body = [.bytes(body)]
        return response
    }

    /// RFC 1952, without name and time.
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var writer = DeflateWriter(prefix: [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])
        writer.write(bytes)
        writer.finish()
        var crc = CRC32()
        crc.update(bytes)
        writer.append(crc.value.littleEndianBytes + UInt32(truncatingIfNeeded: bytes.count).littleEndianBytes)
        return writer.bytes
    }

    /// RFC 1950; each part so many times, where a part that repeats is one byte.
    private static func zlib(_ parts: [(bytes: [UInt8], times: Int)]) -> [UInt8] {
        var writer = DeflateWriter(prefix: [0x78, 0x01])
        var adler = Adler32()
        for part in parts {
            if part.times == 1 {
                writer.write(part.bytes)
                for byte in part.bytes { adler.run(byte, 1) }
            } else if let byte = part.bytes.first {
                writer.run(byte, part.times)
                adler.run(byte, part.times)
            }
        }
        writer.finish()
        writer.append(adler.value.bigEndianBytes)
        return writer.bytes
    }

    private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var writer = DeflateWriter(prefix: [])
        writer.write(bytes)
        writer.finish()
        return writer.bytes
    }

    private static func corrupted(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        if bytes.count >= 8 { bytes[bytes.count - 8] ^= 0xff }
        return bytes
    }
}
