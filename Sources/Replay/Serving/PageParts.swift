// SPDX-License-Identifier: EUPL-1.2

import WebURL

/// What a page is made of besides its own document.
final class PageParts {
    /// Pages with more parts than this are counted up to it.
    static let limit = 300
    /// No more than this much of a page is searched: 16 MiB.
    static let byteLimit = 16 << 20

    private(set) var addresses: [WebAddress] = []
    private var seen: Set<String> = []

    /// Takes a link of the page.
    func add(_ address: WebAddress, _ use: ReplayModifier) {
        switch use {
        case .image, .script, .style, .object, .inlineFrame, .frame: break
        case .none, .page, .identity, .identityRedirect, .download: return
        }
        let address = address.droppingFragment
        if addresses.count < Self.limit, seen.insert(address.serialized).inserted { addresses.append(address) }
    }
}
