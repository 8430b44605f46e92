// SPDX-License-Identifier: EUPL-1.2

import HTTPMessage

/// The request's fields as libcurl takes them (CURLOPT_HTTPHEADER(3)).
enum RequestLines {
    /// What is asked for when the request says nothing: the codings that `ContentDecoder` undoes.
    static let acceptEncoding = "gzip, deflate, br, zstd"

    /// One line for each field; a missing `Accept-Encoding` is added.
    static func make(_ fields: [HTTPField], hasBody: Bool = false) -> [[UInt8]] {
        var lines = fields.filter { !$0.name.isEmpty }.map(line)
        if HTTPFields(fields)["Accept-Encoding"] == nil {
            lines.append(line(HTTPField(name: "Accept-Encoding", value: acceptEncoding)))
        }
        guard hasBody else { return lines }
        // What libcurl would add by itself: a media type that nobody named, and a question that costs a second.
        for name in ["Content-Type", "Expect"] where HTTPFields(fields)[name] == nil {
            lines.append(Array("\(name):".utf8))
        }
        return lines
    }

    /// `name: value`, or `name;` for an empty value: "name:" would take the field away.
    private static func line(_ field: HTTPField) -> [UInt8] {
        let value = field.value.isEmpty ? ";" : ": " + field.value
        let scalars = (field.name + value).unicodeScalars
        var bytes: [UInt8] = []
        for scalar in scalars {
            switch scalar.value {
            // Nobody may smuggle a second line into a request.
            case 0, 10, 13: bytes.append(32)
            case 0..<256: bytes.append(UInt8(scalar.value))
            default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        return bytes
    }

    /// RFC 9110 §9.1: a token.
    static func isMethod(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 32
            && text.utf8.allSatisfy { (65...90).contains($0) || (97...122).contains($0) || $0 == 45 }
    }
}
