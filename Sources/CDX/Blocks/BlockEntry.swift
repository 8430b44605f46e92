// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// One line of an `.idx` file: where a block of compressed lines lies.
struct BlockEntry: Sendable, Hashable {
    /// Urlkey and timestamp of the block's first line, with the space between them.
    var key: [UInt8]
    /// The name under which a `.loc` file knows the file of the block; empty in the index of a WACZ.
    var shard: String
    var offset: UInt64
    /// The bytes of the block as it is stored.
    var length: Int
    /// `sha256:…` of the block as it is stored; nil in ZipNum.
    var digest: String?

    /// The bytes a block may have as it is stored.
    static let lengthLimit = 16 << 20

    /// Reads `urlkey timestamp TAB shard TAB offset TAB length TAB number` or `urlkey timestamp {"offset": …, "length": …, "digest": …}`;
    /// nil for anything else, and for lengths that no block has.
    init?(parsing line: ArraySlice<UInt8>) {
        let line = line.last == 0x0D ? line.dropLast() : line
        if line.contains(0x09) { self.init(zipNum: line) } else { self.init(wacz: line) }
        guard length > 0, length <= Self.lengthLimit, offset <= UInt64(Int64.max) else { return nil }
    }

    init(key: [UInt8], shard: String, offset: UInt64, length: Int, digest: String?) {
        self.key = key
        self.shard = shard
        self.offset = offset
        self.length = length
        self.digest = digest
    }

    private init?(zipNum line: ArraySlice<UInt8>) {
        let parts = line.split(separator: 0x09, omittingEmptySubsequences: false)
        guard parts.count >= 4, let offset = UInt64(String(decoding: parts[2], as: UTF8.self)),
            let length = Int(String(decoding: parts[3], as: UTF8.self))
        else { return nil }
        self.init(
            key: Array(parts[0]), shard: String(decoding: parts[1], as: UTF8.self), offset: offset, length: length,
            digest: nil)
    }

    private init?(wacz line: ArraySlice<UInt8>) {
        let parts = line.split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let members = JSONObject.members(of: parts[2]) else { return nil }
        func value(_ name: String) -> String? { members.first { $0.name == name }?.value }
        guard let offset = value("offset").flatMap({ UInt64($0) }), let length = value("length").flatMap({ Int($0) })
        else { return nil }
        self.init(
            key: Array(parts[0] + [0x20] + parts[1]), shard: "", offset: offset, length: length,
            digest: value("digest"))
    }

    /// The line of a ZipNum index, without its end; `number` counts blocks from 1.
    func zipNumLine(number: Int) -> [UInt8] { key + Array("\t\(shard)\t\(offset)\t\(length)\t\(number)".utf8) }

    /// The line of a WACZ index, without its end.
    var waczLine: [UInt8] {
        let digest = digest.map { ", \"digest\": \"\($0)\"" } ?? ""
        return key + Array(" {\"offset\": \(offset), \"length\": \(length)\(digest)}".utf8)
    }
}
