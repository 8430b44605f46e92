// SPDX-License-Identifier: EUPL-1.2

import HTTPMessage
import HTTPTypes
import Hummingbird
import Logging
import Replay
import Threads
import WebURL

/// Answers the replay origin: archived content, and nothing that an archived page could do harm with.
struct ReplayResponder: Sendable {
    let collections: [String: ServedCollection]
    let origins: Origins
    let pool: BlockingPool
    let logger: Logger

    func respond(to exchange: Exchange) async -> Response {
        guard origins.isAllowed(exchange.authority), let origin = origins.named(by: exchange.authority) else {
            return message(exchange, .misdirectedRequest, .misdirected, .misdirectedText, interface: nil)
        }
        guard exchange.method == .get || exchange.method == .head else {
            return message(exchange, .methodNotAllowed, .methodNotAllowed, nil, interface: origin.interface)
        }
        if exchange.path == "/robots.txt" {
            return exchange.response(
                .ok, "User-agent: *\nDisallow: /\n", type: "text/plain", fields: policy(origin.interface))
        }
        switch ArchivePath(requestTarget: exchange.target) {
        case .capture(let target):
            if let collection = collections[target.collection] {
                return await capture(target, of: collection, exchange, origin.interface)
            }
        case .timeMap(let name, let format, let url):
            if let collection = collections[name] {
                return await timeMap(of: url, format: format, collection, exchange, origin)
            }
        case .captures(let name, _, _), .prefix(let name, _), .collection(let name):
            if collections[name] != nil {
                return redirect(exchange, to: origin.interface + exchange.target, interface: origin.interface)
            }
        case nil: break
        }
        return stray(exchange, origin.interface)
    }

    private func capture(
        _ target: ReplayTarget, of collection: ServedCollection, _ exchange: Exchange, _ interface: String
    ) async -> Response {
        let request = ReplayRequest(
            target: target, isHead: exchange.isHead, fields: exchange.fields, interfaceOrigin: interface)
        do {
            var answer = try await pool.run { try collection.engine.response(for: request) }
            for problem in answer.problems { logger.warning("cannot show a capture: \(problem)") }
            if case .notice(let notice) = answer.body {
                let page = NoticePage(
                    reader: Reader(language: exchange.language, location: exchange.target), collection: collection,
                    notice: notice, isReplayOrigin: true)
                answer.body = .bytes(Array(page.page().markup.utf8))
            }
            return exchange.response(answer, pool: pool)
        } catch {
            logger.error("replay failed: \(error)")
            return message(exchange, .internalServerError, .failed, .failedText, interface: interface)
        }
    }

    private func timeMap(
        of url: WebAddress, format: String, _ collection: ServedCollection, _ exchange: Exchange,
        _ origin: (interface: String, replay: String)
    ) async -> Response {
        let fields = policy(origin.interface)
        guard format == "link" else {
            return exchange.response(
                .badRequest, "output=\(ReplayTarget.encodedSegment(format)) not supported: there is link\n",
                type: "text/plain; charset=utf-8", fields: fields)
        }
        do {
            let text = try await pool.run {
                try TimeMap(lookup: collection.lookup).linkFormat(
                    of: url, collection: collection.name, origin: origin.replay)
            }
            return exchange.response(
                text == nil ? .notFound : .ok, text ?? "", type: "application/link-format", fields: fields)
        } catch {
            logger.error("time map failed: \(error)")
            return message(exchange, .internalServerError, .failed, .failedText, interface: origin.interface)
        }
    }

    /// A request that is of no collection: one that a script of an archived page made to its own root, or a wrong address.
    private func stray(_ exchange: Exchange, _ interface: String) -> Response {
        let repaired = LeakedRequest.repaired(
            requestTarget: exchange.target, referrer: exchange.fields["Referer"], authority: exchange.authority ?? "")
        if let repaired, collections[repaired.collection] != nil, repaired.path != exchange.target {
            return redirect(exchange, to: repaired.path, interface: interface)
        }
        if exchange.path == "/" { return message(exchange, .ok, .replayHome, nil, interface: interface) }
        return message(exchange, .notFound, .noSuchPage, nil, interface: interface)
    }

    private func redirect(_ exchange: Exchange, to address: String, interface: String) -> Response {
        exchange.response(
            .temporaryRedirect, "", type: "text/plain",
            fields: policy(interface) + [HTTPMessage.HTTPField(name: "Location", value: address)])
    }

    private func policy(_ interface: String?) -> [HTTPMessage.HTTPField] {
        ReplayPolicy.fields(interfaceOrigin: interface ?? "'none'")
            + [HTTPMessage.HTTPField(name: "X-Content-Type-Options", value: "nosniff")]
    }

    private func message(
        _ exchange: Exchange, _ status: HTTPResponse.Status, _ title: Phrase, _ text: Phrase?, interface: String?
    ) -> Response {
        let page = MessagePage(
            reader: Reader(language: exchange.language, location: "/"), title: title, text: text,
            link: interface.map { ($0 + "/", .goToInterface) }, isReplayOrigin: true)
        var fields = policy(interface)
        if status == .methodNotAllowed { fields.append(HTTPMessage.HTTPField(name: "Allow", value: "GET, HEAD")) }
        return exchange.response(status, page.page().markup, type: "text/html; charset=utf-8", fields: fields)
    }
}
