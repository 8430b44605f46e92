// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import CDX
import Collection
import HTTPMessage
import WebURL

extension BodyPlan {
    /// The archived fields by their rules, and what says which capture this is (RFC 7089 §2.2).
    func commonFields(keepsCoding: Bool) -> [HTTPField] {
        var links = ReplayLinks(target: request.target)
        links.base = opened.url
        let archived = ArchivedFields(links: links, modifier: request.target.modifier, keepsCoding: keepsCoding)
        var fields = archived.replayed(opened.head.fields)
        if opened.head.status != 206 { rename("content-range", in: &fields) }
        fields += ReplayPolicy.fields(interfaceOrigin: request.interfaceOrigin)
        fields += memento
        if request.target.modifier == .download { disposition(&fields) }
        return fields
    }

    private func rename(_ name: String, in fields: inout [HTTPField]) {
        for index in fields.indices where fields[index].name.lowercased() == name {
            fields[index].name = "X-Archive-Orig-" + fields[index].name
        }
    }

    private var memento: [HTTPField] {
        var actual = request.target
        actual.timestamp = opened.capture.date.digits14
        actual.url = opened.url.droppingFragment
        let date = HTTPDate.format(opened.capture.date.seconds)
        let prefix = ReplayTarget.prefix(collection: actual.collection)
        let original = actual.url.serialized
        let stored = StoredSpelling.of(opened.capture.cdx.url) ?? original
        let address = String(actual.path.dropLast(original.utf8.count)) + stored
        var fields = [
            HTTPField(name: "Memento-Datetime", value: date),
            HTTPField(name: "Content-Location", value: address),
            HTTPField(
                name: "Link",
                value: [
                    "<\(original)>; rel=\"original\"", "<\(prefix)\(original)>; rel=\"timegate\"",
                    "<\(prefix)timemap/link/\(original)>; rel=\"timemap\"; type=\"application/link-format\"",
                    "<\(address)>; rel=\"memento\"; datetime=\"\(date)\"",
                ].joined(separator: ", ")),
        ]
        if request.target.timestamp.isEmpty { fields.append(HTTPField(name: "Vary", value: "accept-datetime")) }
        if let source = opened.original {
            // The bytes are those of an earlier capture, which the digest of this one vouches for.
            fields.append(HTTPField(name: "X-Archive-Payload-From", value: "\(source.date.digits14)"))
        }
        return fields
    }

    private func disposition(_ fields: inout [HTTPField]) {
        fields.removeAll { $0.name.lowercased() == "content-disposition" }
        let last = opened.url.path.split(separator: "/").last.map(String.init) ?? "index"
        let name = last.utf8.prefix(80).map { byte in
            HTMLBytes.isAlphanumeric(byte) || [45, 46, 95].contains(byte) ? Character(Unicode.Scalar(byte)) : "_"
        }
        fields.append(HTTPField(name: "Content-Disposition", value: "attachment; filename=\"\(String(name))\""))
        fields.append(HTTPField(name: "X-Content-Type-Options", value: "nosniff"))
    }
}
