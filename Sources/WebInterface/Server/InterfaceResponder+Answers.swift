// SPDX-License-Identifier: EUPL-1.2

import CDX
import Collection
import HTTPMessage
import HTTPTypes
import Hummingbird
import Replay

extension InterfaceResponder {
    func collection(_ name: String) -> ServedCollection? { collections.first { $0.name == name } }

    func reader(_ exchange: Exchange) -> Reader { Reader(language: exchange.language, location: exchange.target) }

    func noCollection(_ exchange: Exchange) -> Response { message(exchange, .notFound, .noSuchCollection, nil) }

    /// The newest of the captures of each URL; they come in key and then time order.
    static func newestPerURL(_ captures: [CatalogCapture]) -> [CatalogCapture] {
        var newest: [CatalogCapture] = []
        for capture in captures {
            if newest.last?.cdx.urlkey == capture.cdx.urlkey {
                newest[newest.count - 1] = capture
            } else {
                newest.append(capture)
            }
        }
        return newest
    }

    func html(_ exchange: Exchange, _ status: HTTPResponse.Status, _ page: HTML, frame: String?) -> Response {
        exchange.response(status, page.markup, type: "text/html; charset=utf-8", fields: policy(frame: frame))
    }

    func redirect(_ exchange: Exchange, to address: String) -> Response {
        exchange.response(
            .temporaryRedirect, "", type: "text/plain",
            fields: policy(frame: nil) + [HTTPMessage.HTTPField(name: "Location", value: address)])
    }

    func message(
        _ exchange: Exchange, _ status: HTTPResponse.Status, _ title: Phrase, _ text: Phrase?
    ) -> Response {
        let page = MessagePage(reader: reader(exchange), title: title, text: text, link: ("/", .home))
        var fields = policy(frame: nil)
        if status == .methodNotAllowed { fields.append(HTTPMessage.HTTPField(name: "Allow", value: "GET, HEAD")) }
        return exchange.response(status, page.page().markup, type: "text/html; charset=utf-8", fields: fields)
    }

    /// Kabinet's own pages run no script but their own files, show nothing of others but the frame, and are in no frame.
    func policy(frame: String?) -> [HTTPMessage.HTTPField] {
        let content = [
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "form-action 'self'",
            "base-uri 'none'", "frame-ancestors 'none'", "frame-src \(frame ?? "'none'")",
        ]
        return [
            HTTPMessage.HTTPField(name: "Content-Security-Policy", value: content.joined(separator: "; ")),
            HTTPMessage.HTTPField(name: "X-Content-Type-Options", value: "nosniff"),
            HTTPMessage.HTTPField(name: "Referrer-Policy", value: "no-referrer"),
            HTTPMessage.HTTPField(name: "Cross-Origin-Opener-Policy", value: "same-origin"),
            HTTPMessage.HTTPField(name: "Cross-Origin-Resource-Policy", value: "same-origin"),
            HTTPMessage.HTTPField(name: "X-DNS-Prefetch-Control", value: "off"),
            HTTPMessage.HTTPField(name: "Cache-Control", value: "no-store"),
            HTTPMessage.HTTPField(name: "Vary", value: "Accept-Language, Cookie"),
        ]
    }
}
