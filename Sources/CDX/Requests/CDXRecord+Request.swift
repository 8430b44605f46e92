// SPDX-License-Identifier: EUPL-1.2

import WebURL

extension CDXRecord {
    /// Files the answer under its request, which was no GET: urlkey and further members say so.
    package mutating func file(under key: CDXRequestKey) {
        urlkey = SURT.urlkey(key.appended(to: url))
        extras = Self.extras(method: key.method, query: key.query.isEmpty ? nil : key.query)
    }

    /// The members that a line has of a request that was no GET; `query` is its body as a query.
    package static func extras(method: String, query: String?) -> [Extra] {
        [Extra(name: "method", value: method)] + (query.map { [Extra(name: "requestBody", value: $0)] } ?? [])
    }

    /// The method of the request where it was no GET.
    package var requestMethod: String? { extras.first { $0.name == "method" }?.value }

    /// The body of the request as a query.
    package var requestQuery: String? { extras.first { $0.name == "requestBody" }?.value }
}
