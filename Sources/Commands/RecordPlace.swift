// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import ByteStreams

/// A record on the command line: a file and the byte at which the record starts.
struct RecordPlace: Equatable {
    let path: String
    let offset: UInt64

    /// Reads `FILE OFFSET…` and `FILE@OFFSET`, in any mixture.
    /// - Throws: `ValidationError`.
    static func read(_ arguments: [String]) throws -> [RecordPlace] {
        var places: [RecordPlace] = []
        var path: String?
        var isUsed = true
        for argument in arguments {
            if let file = path, let offset = number(argument) {
                places.append(RecordPlace(path: file, offset: offset))
                isUsed = true
            } else if let place = place(argument) {
                places.append(place)
            } else {
                if let path, !isUsed { throw noOffset(path) }
                (path, isUsed) = (argument, false)
            }
        }
        if let path, !isUsed { throw noOffset(path) }
        return places
    }

    /// `FILE@OFFSET`, unless a file has that very name.
    private static func place(_ text: String) -> RecordPlace? {
        guard let sign = text.utf8.lastIndex(of: UInt8(ascii: "@")), sign > text.startIndex,
            let offset = number(String(text[text.utf8.index(after: sign)...])), !FileSystem.exists(text)
        else { return nil }
        return RecordPlace(path: String(text[..<sign]), offset: offset)
    }

    private static func number(_ text: String) -> UInt64? {
        text.utf8.allSatisfy { (48...57).contains($0) } ? UInt64(text) : nil
    }

    private static func noOffset(_ path: String) -> ValidationError {
        ValidationError(
            "found no offset for \(path), expected FILE OFFSET or FILE@OFFSET; kabinet ls lists the offsets")
    }
}
