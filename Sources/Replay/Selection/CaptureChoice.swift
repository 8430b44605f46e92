// SPDX-License-Identifier: EUPL-1.2

import CDX
package import Collection
package import WebURL

/// Which capture of a URL answers a request: the nearest in time that shows something.
package enum CaptureChoice {
    /// The captures in the order in which they are to be tried.
    ///
    /// A capture that is a real answer comes before a wall, a rate limit, a failure or a cut body; unless a document is asked
    /// for by its exact second, when that one is meant, wall or not. Then the nearest; of equals the one of the same URL
    /// (the key also covers http, https and www), then the one that is no redirect, then the earliest.
    package static func ordered(
        _ captures: [CatalogCapture], for moment: RequestedMoment, url: WebAddress, isDocument: Bool
    ) -> [CatalogCapture] {
        captures.enumerated().map { index, capture in
            let distance = moment.distance(to: capture.date)
            let isNamed = moment.isExact && distance == 0 && isDocument
            return (
                capture: capture,
                rank: Rank(
                    isPoor: !isNamed && isPoor(capture), distance: distance,
                    isOtherURL: capture.cdx.url != url.serialized,
                    isRedirect: capture.cdx.status?.hasPrefix("3") == true, index: index)
            )
        }
        .sorted { $0.rank < $1.rank }
        .map(\.capture)
    }

    /// True for a capture that shows nothing of what the URL stands for, or not all of it.
    package static func isPoor(_ capture: CatalogCapture) -> Bool {
        switch capture.outcome.kind {
        case .walled, .throttled, .failed, .refused, .empty, .truncated: true
        case .captured, .revisit, .notModified, .redirected, .notFound, .gone:
            // A bare 304 says that something did not change, and not what that is.
            capture.cdx.status == "304" && capture.recordType == "response"
        }
    }

    private struct Rank: Comparable {
        let isPoor: Bool
        let distance: UInt64
        let isOtherURL: Bool
        let isRedirect: Bool
        let index: Int

        static func < (left: Rank, right: Rank) -> Bool {
            if left.isPoor != right.isPoor { return right.isPoor }
            if left.distance != right.distance { return left.distance < right.distance }
            if left.isOtherURL != right.isOtherURL { return right.isOtherURL }
            if left.isRedirect != right.isRedirect { return right.isRedirect }
            return left.index < right.index
        }
    }
}
