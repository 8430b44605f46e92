// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CrawlProfile
import Diagnostics
import HTTPMessage
import Inspection
import WARC

/// An answer that somebody kept.
struct RecordedAnswer {
    /// The file, with the place in it for one of many.
    let name: String
    let url: String
    let status: Int
    let fields: [(String, String)]
    /// Without content coding.
    let body: [UInt8]
    /// What was asked; nil for a plain GET.
    let request: RequestContent?

    /// The first field of that name.
    func field(_ name: String) -> String? {
        fields.first { $0.0.lowercased() == name.lowercased() }?.1
    }
}

/// Reads a folder of answers: bodies with a description beside them, and WARC files.
enum RecordedAnswers {
    private static let longest = 32 << 20

    /// Hands over the answers in the order of their names.
    ///
    /// - Throws: a `Diagnostic` with the file and what is wrong with it.
    static func read(_ folder: String, _ take: (RecordedAnswer) throws -> Void) throws {
        let names = try FileSystem.list(folder).sorted()
        let all = Set(names)
        var count = 0
        for name in names {
            let path = folder + "/" + name
            let isArchive = [".warc", ".warc.gz", ".warc.zst"].contains { name.hasSuffix($0) }
            if isArchive {
                try readArchive(path, name: name) {
                    count += 1
                    try take($0)
                }
            } else if all.contains(name + ".json") {
                count += 1
                try take(try describe(path, name: name))
            }
        }
        guard count > 0 else {
            throw Diagnostic(
                .error, at: .file(folder), "has no answers",
                hint:
                    "each is a file with its body and one of the same name with .json added: {\"url\": …, \"status\": 200, \"headers\": {…}}"
            )
        }
    }

    private static func describe(_ path: String, name: String) throws -> RecordedAnswer {
        let sidecar = path + ".json"
        let description: JSONValue
        do {
            description = try JSONReader.read(try FileSystem.read(sidecar, limit: 1 << 20))
        } catch let error as JSONReader.Malformed {
            throw Diagnostic(
                .error, at: .offset(file: sidecar, offset: UInt64(error.offset)), "is no JSON: \(error.message)")
        }
        guard let url = description.member("url")?.text else {
            throw Diagnostic(.error, at: .file(sidecar), "has no \"url\"", hint: "the address that gave the answer")
        }
        let status = description.member("status")
        guard let code = status.map({ $0.text.flatMap { Int($0) } }) ?? 200, (100...999).contains(code) else {
            throw Diagnostic(.error, at: .file(sidecar), "expected a number from 100 to 999 for \"status\"")
        }
        let method = description.member("method")?.text ?? "GET"
        let request =
            method == "GET"
            ? nil
            : RequestContent(
                method: method, body: Array((description.member("body")?.text ?? "").utf8),
                type: description.member("type")?.text)
        return RecordedAnswer(
            name: name, url: url, status: code, fields: fields(description.member("headers")),
            body: try FileSystem.read(path, limit: longest), request: request)
    }

    /// `{"Content-Type": "…"}`, a field with several values as a list, or a list of pairs.
    private static func fields(_ value: JSONValue?) -> [(String, String)] {
        switch value {
        case .object(let members):
            members.flatMap { member -> [(String, String)] in
                guard case .array(let values) = member.value else {
                    return member.value.text.map { [(member.name, $0)] } ?? []
                }
                return values.compactMap { $0.text.map { (member.name, $0) } }
            }
        case .array(let pairs):
            pairs.compactMap { pair in
                guard case .array(let parts) = pair, parts.count == 2, let name = parts[0].text,
                    let value = parts[1].text
                else { return nil }
                return (name, value)
            }
        default: []
        }
    }

    private static func readArchive(
        _ path: String, name: String, _ take: (RecordedAnswer) throws -> Void
    ) throws {
        let reader = try WARCReader(path: path)
        var number = 0
        while let record = try reader.next() {
            guard record.header.type == .response, let head = try record.http, let url = record.header.targetURI,
                url.hasPrefix("http")
            else { continue }
            var body: [UInt8] = []
            _ = try PayloadStream.read(record, as: .content, limit: UInt64(longest)) { body.append(contentsOf: $0) }
            number += 1
            try take(
                RecordedAnswer(
                    name: "\(name)@\(record.offset)", url: url, status: head.status,
                    fields: head.fields.map { ($0.name, $0.value) }, body: body, request: nil))
        }
    }
}
