// SPDX-License-Identifier: EUPL-1.2

import WebURL

/// Resolves references, keeps each address once, and holds the caps.
///
/// Used by one thread during one extraction.
final class LinkCollector {
    private(set) var links: [Link] = []
    /// True when a link was left out because there were too many.
    private(set) var overflowed = false
    /// The address that relative references are resolved against.
    private(set) var base: WebAddress
    /// The encoding of the document: queries are percent-encoded from it (URL §4.4, query state).
    var encoding = TextEncoding.utf8

    private let limits: ExtractionLimits
    private var positions: [WebAddress: Int] = [:]
    /// Where a reference as written went; -1 for nowhere. Pages repeat themselves, parsing is what costs.
    private var written: [String: Int] = [:]

    init(base: WebAddress, limits: ExtractionLimits) {
        self.base = base
        self.limits = limits
    }

    /// The links are complete: no further kind can make a difference.
    var isFull: Bool { links.count >= limits.maxLinks }

    /// Bytes a reference may have.
    var maxURLBytes: Int { limits.maxURLBytes }

    /// Makes `address` the base of what follows.
    func rebase(to address: WebAddress) {
        guard address != base else { return }
        base = address
        written.removeAll(keepingCapacity: true)
    }

    /// Adds a reference as it stands in the document; does nothing for what leads nowhere.
    func add(_ raw: UnsafeBufferPointer<UInt8>, _ kind: Link.Kind, _ context: @autoclosure () -> String) {
        guard let reference = ReferenceText(raw, limit: limits.maxURLBytes) else { return }
        add(resolving: encoding.encodingQuery(of: reference.bytes), kind, context())
    }

    /// Adds a reference as it stands in the document; does nothing for what leads nowhere.
    func add(_ raw: String, _ kind: Link.Kind, _ context: @autoclosure () -> String) {
        var raw = raw
        raw.withUTF8 { add($0, kind, context()) }
    }

    private func add(resolving text: String, _ kind: Link.Kind, _ context: @autoclosure () -> String) {
        if let position = written[text] {
            if position >= 0 { strengthen(position, kind, context()) }
            return
        }
        guard let address = WebAddress(text, relativeTo: base)?.droppingFragment, address.isHTTP,
            address.host?.isEmpty == false, address.serialized.utf8.count <= limits.maxURLBytes
        else {
            remember(text, -1)
            return
        }
        if let position = positions[address] {
            remember(text, position)
            strengthen(position, kind, context())
            return
        }
        guard !isFull else {
            overflowed = true
            return
        }
        remember(text, links.count)
        positions[address] = links.count
        links.append(Link(url: address, kind: kind, context: context()))
    }

    private func remember(_ text: String, _ position: Int) {
        // Bounded by twice the cap, so that a page of rubbish cannot fill the memory.
        guard written.count < limits.maxLinks &* 2 else { return }
        written[text] = position
    }

    private func strengthen(_ position: Int, _ kind: Link.Kind, _ context: @autoclosure () -> String) {
        guard links[position].kind < kind else { return }
        links[position].kind = kind
        links[position].context = context()
    }
}
