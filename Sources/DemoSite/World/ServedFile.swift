// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams

/// A file with a validator and ranges, as a server of static files gives it (RFC 9110 §13 and §14).
struct ServedFile {
    let bytes: [UInt8]
    let type: String
    let tag: Digest
    let date: ArchiveDate

    func response(to request: DemoRequest) -> DemoResponse {
        var response = DemoResponse(fields: [
            DemoField("Content-Type", type), DemoField("ETag", tag.entityTag),
            DemoField("Last-Modified", Markup.httpDate(date)), DemoField("Cache-Control", "public, max-age=3600"),
            DemoField("Accept-Ranges", "bytes"),
        ])
        if request["If-None-Match"] == tag.entityTag {
            response.status = 304
            return response
        }
        guard let range = request["Range"], request["If-Range"].map({ $0 == tag.entityTag }) ?? true else {
            response.body = [.bytes(bytes)]
            return response
        }
        switch DemoRange.parse(range, size: UInt64(bytes.count)) {
        case .whole: response.body = [.bytes(bytes)]
        case .none:
            response.status = 416
            response.add("Content-Range", "bytes */\(bytes.count)")
        case .part(let first, let last):
            response.status = 206
            response.add("Content-Range", "bytes \(first)-\(last)/\(bytes.count)")
            response.body = [.bytes(Array(bytes[Int(first)...Int(last)]))]
        }
        return response
    }
}

/// What a Range field asks for; several ranges are answered with the whole.
enum DemoRange: Equatable {
    case whole
    case none
    case part(first: UInt64, last: UInt64)

    static func parse(_ field: String, size: UInt64) -> DemoRange {
        guard field.hasPrefix("bytes="), !field.contains(",") else { return .whole }
        let ends = field.dropFirst(6).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2 else { return .whole }
        if ends[0].isEmpty {
            guard let count = UInt64(ends[1]) else { return .whole }
            guard count > 0, size > 0 else { return .none }
            return .part(first: size - min(count, size), last: size - 1)
        }
        guard let first = UInt64(ends[0]) else { return .whole }
        guard first < size else { return .none }
        guard !ends[1].isEmpty else { return .part(first: first, last: size - 1) }
        guard let last = UInt64(ends[1]), last >= first else { return .whole }
        return .part(first: first, last: min(last, size - 1))
    }
}

extension Digest {
    var hex: String { Hex.encode(bytes) }

    /// The digest as a strong entity tag.
    var entityTag: String { "\"" + Hex.encode(Array(bytes.prefix(16))) + "\"" }
}

extension DemoResponse {
    /// A page with an entity tag of its bytes, or 304 if the client has it.
    func withValidator(for request: DemoRequest) -> DemoResponse {
        var response = self
        let tag = DigestStream.digest(of: bytes(), .sha256).entityTag
        response.add("ETag", tag)
        response.add("Cache-Control", "no-cache")
        if request["If-None-Match"] == tag {
            response.status = 304
            response.body = []
        }
        return response
    }
}
