// SPDX-License-Identifier: EUPL-1.2

import HTTPMessage
import WARC

/// Takes secrets out of what is about to be written (design.md §4 rule 6).
///
/// Request `Authorization`, `Proxy-Authorization` and `Cookie` never reach a file. The response of an anonymous run is kept
/// as it came: its `Set-Cookie` belongs to nobody.
struct SecretRedaction: Sendable {
    static let secretFields = ["authorization", "proxy-authorization", "cookie"]
    static let replacement = "[redacted by Kabinet]"

    /// Says in a record what was replaced in it: names of fields, `(start line)`, `(body)`.
    static func note(_ names: [String], in draft: inout WARCRecordDraft) {
        guard !names.isEmpty else { return }
        draft.header.append("WARC-Redacted-Fields", names.joined(separator: ", "))
    }

    /// The request head with secret values replaced, and the names of the fields that were.
    static func request(_ head: [UInt8]) -> (head: [UInt8], redacted: [String]) {
        guard var request = try? HTTPRequestHead(parsing: head) else {
            // A head that can't be read can't be cleaned: only its first line is kept.
            let line = head.prefix { $0 != 13 && $0 != 10 }
            return (Array(line) + [13, 10, 13, 10], ["all fields"])
        }
        var redacted: [String] = []
        var fields = HTTPFields()
        for field in request.fields {
            if secretFields.contains(field.name.lowercased()), field.value != replacement {
                redacted.append(field.name)
                fields.append(HTTPField(name: field.name, value: replacement))
            } else {
                fields.append(field)
            }
        }
        guard !redacted.isEmpty else { return (head, []) }
        request.fields = fields
        return (request.serialized(), redacted)
    }
}
