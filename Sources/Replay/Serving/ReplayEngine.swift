// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import Collection
import HTTPMessage
import WebURL

/// Answers requests for captures: chooses one, reads it, and makes the response out of it.
///
/// Knows no server and no clock; blocks on files and on the lookup. May be used from several threads.
package struct ReplayEngine: Sendable {
    private let lookup: any CaptureLookup

    /// Captures that can't be read are passed over until this many failed.
    private static let attemptLimit = 20

    /// An engine over one collection.
    package init(lookup: any CaptureLookup) { self.lookup = lookup }

    /// The response to a request.
    ///
    /// What is wrong with single captures is part of the response.
    /// - Throws: Errors of the lookup.
    package func response(for request: ReplayRequest) throws -> ReplayResponse {
        if request.fields["Service-Worker"] != nil { return refusal(of: request) }
        if request.target.lacksPath { return slashAdded(request) }
        let captures = try lookup.captures(urlkey: SURT.urlkey(request.target.url.serialized))
        let choice = choose(among: captures, for: request)
        if let opened = choice.opened {
            var response = BodyPlan(request: request, opened: opened).response()
            response.problems = choice.problems
            return response
        }
        let reason: ReplayNotice.Reason =
            choice.hasRedirect ? .onlyRedirectsToItself : choice.problems.isEmpty ? .notCaptured : .unreadable
        var notice = ReplayNotice(reason, target: request.target)
        notice.problems = choice.problems
        return try missing(notice, request)
    }

    /// What a page around the capture tells of it; nil when there is none to show, which `response` then explains.
    ///
    /// - Throws: Errors of the lookup.
    package func visit(_ request: ReplayRequest) throws -> ReplayVisit? {
        let captures = try lookup.captures(urlkey: SURT.urlkey(request.target.url.serialized))
        let choice = choose(among: captures, for: request)
        guard let opened = choice.opened, let place = captures.firstIndex(of: opened.capture) else { return nil }
        let parts = BodyPlan(request: request, opened: opened).parts()
        let missing = try parts.filter { try lookup.captures(urlkey: SURT.urlkey($0.serialized)).isEmpty }
        return ReplayVisit(
            capture: opened.capture, earlier: place > 0 ? captures[place - 1] : nil,
            later: place + 1 < captures.count ? captures[place + 1] : nil, count: captures.count,
            isExact: request.moment.isExact && request.moment.distance(to: opened.capture.date) == 0,
            parts: parts.count, missingParts: missing.count, problems: choice.problems)
    }

    /// The capture that is shown, if any, and what stood in the way.
    private struct Choice {
        var opened: OpenedCapture?
        var problems: [ReplayError] = []
        var hasRedirect = false
    }

    private func choose(among captures: [CatalogCapture], for request: ReplayRequest) -> Choice {
        let target = request.target
        let candidates = CaptureChoice.ordered(
            captures, for: request.moment, url: target.url, isDocument: target.modifier.isDocument)
        var choice = Choice()
        for capture in candidates where choice.problems.count < Self.attemptLimit {
            do throws(ReplayError) {
                let opened = try RecordSource(lookup: lookup).open(capture)
                if !target.modifier.keepsLinks, isRedirectToItself(opened, target) {
                    choice.hasRedirect = true
                    continue
                }
                choice.opened = opened
                return choice
            } catch { choice.problems.append(error) }
        }
        return choice
    }

    /// A redirect to the same URL, or to one with the same key, would send the browser in a circle.
    private func isRedirectToItself(_ opened: OpenedCapture, _ target: ReplayTarget) -> Bool {
        guard (300..<400).contains(opened.head.status), let location = opened.head.fields["Location"],
            let address = WebAddress(location, relativeTo: opened.url)
        else { return false }
        return SURT.urlkey(address.withoutFragment) == SURT.urlkey(target.url.serialized)
    }

    private func refusal(of request: ReplayRequest) -> ReplayResponse {
        // A worker registered here would stand between the archive and every page shown after it.
        text(403, "Archived service workers are not started.\n", type: "text/plain", request)
    }

    private func slashAdded(_ request: ReplayRequest) -> ReplayResponse {
        var response = text(307, "", type: "text/plain", request)
        response.fields.append(HTTPField(name: "Location", value: request.target.path))
        return response
    }

    private func text(_ status: Int, _ text: String, type: String, _ request: ReplayRequest) -> ReplayResponse {
        var fields = ReplayPolicy.fields(interfaceOrigin: request.interfaceOrigin)
        fields.append(HTTPField(name: "Content-Type", value: type + "; charset=utf-8"))
        fields.append(HTTPField(name: "X-Content-Type-Options", value: "nosniff"))
        let bytes = Array(text.utf8)
        let body: ReplayBody = request.isHead ? .omitted(length: UInt64(bytes.count)) : .bytes(bytes)
        return ReplayResponse(status: status, fields: fields, body: body)
    }

    /// Says that there is nothing in the way that the one who asks can use.
    private func missing(_ notice: ReplayNotice, _ request: ReplayRequest) throws -> ReplayResponse {
        let status = notice.reason == .unreadable ? 503 : 404
        var response: ReplayResponse
        switch MissingForm.of(request) {
        case .page:
            var notice = notice
            notice.nearby = try NearbyCaptures(lookup: lookup).captures(near: notice.target.url)
            response = text(status, "", type: "text/html", request)
            response.body = .notice(notice)
        case .comment(let type): response = text(status, "/* not in this archive */\n", type: type, request)
        case .json: response = text(status, "{\"error\":\"not in this archive\"}\n", type: "application/json", request)
        case .empty: response = text(status, "", type: "text/plain", request)
        }
        response.problems = notice.problems
        return response
    }
}
