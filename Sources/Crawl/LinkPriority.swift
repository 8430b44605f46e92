// SPDX-License-Identifier: EUPL-1.2

import Collection

/// The order within a host queue; smaller is fetched first.
///
/// What captured pages are made of goes before further pages: a crawl that ends early leaves whole pages behind.
enum LinkPriority {
    static let seed = 0

    static func of(_ kind: CaptureKind, hops: String) -> Int {
        switch kind {
        case .robots: 0
        case .requisite, .media: 1
        case .api: 2
        case .feed: 3
        case .page: 10 + min(hops.utf8.count, 1000)
        }
    }
}
