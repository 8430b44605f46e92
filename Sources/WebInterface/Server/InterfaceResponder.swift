// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import HTTPMessage
import HTTPTypes
import Hummingbird
import Logging
import Replay
import Threads
import WebURL

/// Answers the interface origin: Kabinet's own pages. Archived content never leaves under this origin.
struct InterfaceResponder: Sendable {
    /// In the order in which they were given.
    let collections: [ServedCollection]
    let origins: Origins
    let pool: BlockingPool
    let logger: Logger

    func respond(to exchange: Exchange) async -> Response {
        guard origins.isAllowed(exchange.authority) else {
            return message(exchange, .misdirectedRequest, .misdirected, .misdirectedText)
        }
        guard let origin = origins.named(by: exchange.authority) else {
            return message(exchange, .serviceUnavailable, .starting, nil)
        }
        guard exchange.method == .get || exchange.method == .head else {
            return message(exchange, .methodNotAllowed, .methodNotAllowed, nil)
        }
        if let own = own(exchange) { return own }
        do {
            return try await page(exchange, origin.replay) ?? message(exchange, .notFound, .noSuchPage, nil)
        } catch {
            logger.error("cannot make the page \(exchange.path): \(error)")
            return message(exchange, .internalServerError, .failed, .failedText)
        }
    }

    /// What does not depend on a collection.
    private func own(_ exchange: Exchange) -> Response? {
        if let asset = Assets.asset(exchange.path) {
            return exchange.response(.ok, asset.text, type: asset.type, fields: policy(frame: nil))
        }
        switch exchange.path {
        case "/healthz":
            return exchange.response(.ok, "ok\n", type: "text/plain; charset=utf-8", fields: policy(frame: nil))
        case "/robots.txt":
            return exchange.response(
                .ok, "User-agent: *\nDisallow: /\n", type: "text/plain", fields: policy(frame: nil))
        case "/language": return language(exchange)
        default: return nil
        }
    }

    /// Remembers a language and goes back to the page where it was chosen.
    private func language(_ exchange: Exchange) -> Response {
        guard let language = exchange.parameter("set").flatMap({ Language(rawValue: $0) }) else {
            return message(exchange, .badRequest, .badRequest, nil)
        }
        let wished = exchange.parameter("to") ?? "/"
        // Only a path of our own: `//host` and `/\host` are other hosts to a browser.
        let isOwn = wished.hasPrefix("/") && !wished.hasPrefix("//") && !wished.contains("\\")
        let place = isOwn ? WebAddress("http://localhost" + wished)?.requestTarget ?? "/" : "/"
        let cookie = "\(Language.cookie)=\(language.rawValue); Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"
        return exchange.response(
            .seeOther, "", type: "text/plain",
            fields: policy(frame: nil) + [
                .init(name: "Location", value: place), .init(name: "Set-Cookie", value: cookie),
            ])
    }

    private func page(_ exchange: Exchange, _ replay: String) async throws -> Response? {
        if exchange.path == "/" {
            if collections.count == 1, let only = collections.first {
                return try await home(only, exchange)
            }
            return try await list(exchange)
        }
        guard let path = ArchivePath(requestTarget: exchange.target) else { return nil }
        switch path {
        case .collection(let name):
            guard let collection = collection(name) else { return noCollection(exchange) }
            if exchange.parameter("view") == "missing" { return try await missing(collection, exchange) }
            return try await home(collection, exchange)
        case .captures(let name, let timestamp, let url):
            guard let collection = collection(name) else { return noCollection(exchange) }
            let captures = try await pool.run {
                try collection.catalog.captures(urlkey: SURT.urlkey(url.serialized))
            }.filter { $0.date.digits14.hasPrefix(timestamp) }
            return capturesPage(captures, of: url, isPrefix: false, collection, exchange)
        case .prefix(let name, let url):
            guard let collection = collection(name) else { return noCollection(exchange) }
            let captures = try await pool.run {
                try collection.catalog.captures(
                    urlkeyPrefix: SURT.urlkey(url.serialized), limit: CapturesPage.limit)
            }
            return capturesPage(Self.newestPerURL(captures), of: url, isPrefix: true, collection, exchange)
        case .timeMap(let name, _, _):
            return collection(name) == nil ? noCollection(exchange) : redirect(exchange, to: replay + exchange.target)
        case .capture(let target):
            guard let collection = collection(target.collection) else { return noCollection(exchange) }
            // Content has one origin, and this is not it.
            if target.modifier != .none { return redirect(exchange, to: replay + exchange.target) }
            return try await visit(target, of: collection, exchange, replay)
        }
    }

    private func visit(
        _ target: ReplayTarget, of collection: ServedCollection, _ exchange: Exchange, _ replay: String
    ) async throws -> Response {
        let request = ReplayRequest(target: target, fields: exchange.fields, interfaceOrigin: "'none'")
        let reader = reader(exchange)
        if let visit = try await pool.run({ try collection.engine.visit(request) }) {
            let page = ReplayPage(
                reader: reader, collection: collection, target: target, visit: visit, replayOrigin: replay)
            return html(exchange, .ok, page.page(), frame: replay)
        }
        let answer = try await pool.run { try collection.engine.response(for: request.asDocument) }
        guard case .notice(let notice) = answer.body else {
            return message(exchange, .notFound, .noSuchPage, nil)
        }
        let page = NoticePage(reader: reader, collection: collection, notice: notice, isReplayOrigin: false)
        return html(exchange, HTTPResponse.Status(code: answer.status), page.page(), frame: nil)
    }

    private func home(_ collection: ServedCollection, _ exchange: Exchange) async throws -> Response {
        let account = exchange.parameter("account").flatMap { $0.isEmpty ? nil : $0 }
        let number = min(max(exchange.parameter("page").flatMap { Int($0) } ?? 0, 0), 1_000_000)
        let reader = reader(exchange)
        let page = try await pool.run {
            let catalog = collection.catalog
            return HomePage(
                reader: reader, collection: collection, totals: try catalog.totals(), accounts: try catalog.accounts(),
                captures: try catalog.pages(
                    account: account, limit: HomePage.perPage + 1, offset: number * HomePage.perPage),
                account: account, number: number
            ).page()
        }
        return html(exchange, .ok, page, frame: nil)
    }

    /// "What is missing?": of all accounts in a table, of one in full.
    private func missing(_ collection: ServedCollection, _ exchange: Exchange) async throws -> Response {
        let account = exchange.parameter("account").flatMap { $0.isEmpty ? nil : $0 }
        let reader = reader(exchange)
        let content: HTML
        do {
            content = try await pool.run {
                let scope = CompletenessStatement.Extent(accounts: account.map { [$0] } ?? [])
                let statement = try collection.catalog.completeness.statement(
                    scope, shown: account == nil ? 0 : StatementPage.shown)
                let page = StatementPage(
                    reader: reader, statement: statement, title: collection.title, place: collection.name)
                return page.content(all: account != nil)
            }
        } catch let error as CollectionError where error.code == .notFound {
            return message(exchange, .notFound, .noSuchPage, nil)
        }
        let frame = PageFrame(
            reader: reader, collection: (collection.name, collection.title),
            title: StatementPhrase.question.text(reader.language))
        return html(exchange, .ok, frame.page(content), frame: nil)
    }

    private func list(_ exchange: Exchange) async throws -> Response {
        let all = collections
        let entries = try await pool.run { try all.map { ($0, try $0.catalog.totals()) } }
        let page = CollectionsPage(reader: reader(exchange), collections: entries)
        return html(exchange, .ok, page.page(), frame: nil)
    }

    private func capturesPage(
        _ captures: [CatalogCapture], of url: WebAddress, isPrefix: Bool, _ collection: ServedCollection,
        _ exchange: Exchange
    ) -> Response {
        let page = CapturesPage(
            reader: reader(exchange), collection: collection, url: url, captures: captures, isPrefix: isPrefix)
        return html(exchange, captures.isEmpty ? .notFound : .ok, page.page(), frame: nil)
    }
}
