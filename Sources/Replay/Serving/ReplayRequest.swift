// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
package import HTTPMessage

/// A request for one capture.
package struct ReplayRequest: Sendable {
    package var target: ReplayTarget
    /// True for HEAD: the same fields, no body.
    package var isHead: Bool
    /// The fields of the request that matter: Range, If-Range, Accept, Accept-Encoding, Accept-Datetime, Sec-Fetch-Dest,
    /// Service-Worker.
    package var fields: HTTPFields
    /// The origin of the pages that show archived ones in a frame, as this client names it: `http://localhost:8080`.
    package var interfaceOrigin: String

    package init(target: ReplayTarget, isHead: Bool = false, fields: HTTPFields = [], interfaceOrigin: String) {
        (self.target, self.isHead, self.fields, self.interfaceOrigin) = (target, isHead, fields, interfaceOrigin)
    }

    /// What the browser wants it for, as it says itself: `document`, `image`, `style` and so on.
    var destination: String? { fields["Sec-Fetch-Dest"]?.lowercased() }

    /// The moment that is asked for.
    var moment: RequestedMoment {
        guard target.timestamp.isEmpty, let text = fields["Accept-Datetime"], let seconds = HTTPDate.parse(text) else {
            return RequestedMoment(digits: target.timestamp)
        }
        return RequestedMoment(date: ArchiveDate(seconds: seconds))
    }

    /// True when the client can undo all of these codings. A client that says nothing gets nothing encoded.
    func accepts(_ codings: [ContentCoding]) -> Bool {
        var accepted: Set<String> = []
        for part in fields.all("Accept-Encoding").joined(separator: ",").lowercased().split(separator: ",") {
            let pieces = part.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
            guard let name = pieces.first else { continue }
            let isRefused = pieces.dropFirst().contains { ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0) }
            if !isRefused { accepted.insert(name) }
        }
        return codings.allSatisfy { accepted.contains($0.rawValue) || accepted.contains("*") }
    }
}

extension ReplayRequest {
    /// The same request by somebody who wants a page: what is missing is then said as a notice.
    package var asDocument: ReplayRequest {
        var request = self
        request.fields.set("Sec-Fetch-Dest", "document")
        request.target.lacksPath = false
        return request
    }
}
