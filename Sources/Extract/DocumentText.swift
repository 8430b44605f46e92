// SPDX-License-Identifier: EUPL-1.2

/// A decoded document, handed to the reader of its kind.
struct DocumentText {
    private var text: String
    private let url: String

    init(_ text: String, url: String) {
        self.text = text
        self.url = url
    }

    /// Reads the document as ``LinkExtraction/reading`` says; sets the title; false when the time was up.
    ///
    /// - Throws: `.noParser`.
    func read(
        _ result: inout LinkExtraction, into collector: LinkCollector, budget: ProcessorBudget
    ) throws(ExtractionError) -> Bool {
        switch result.reading {
        case .none: return true
        case .html: return try readHTML(&result, into: collector, budget: budget)
        case .xml:
            var root = ""
            var title: String?
            let whole = try withBytes { bytes throws(ExtractionError) in
                try XMLLinkReader.read(bytes, into: collector, budget: budget, url: url) {
                    root = $0.root
                    title = $0.title
                }
            }
            result.title = title
            guard root == "html" || root == "svg" else { return whole }
            result.reading = .html
            return try readHTML(&result, into: collector, budget: budget)
        case .css:
            try withBytes { bytes throws(ExtractionError) in
                CSSLinkScanner.scan(bytes) { collector.add($0, .embed, "css/" + $1.rawValue) }
            }
        case .json:
            try withBytes { bytes throws(ExtractionError) in
                JSONLinkReader.read(bytes, into: collector) { fragment in
                    guard !budget.isSpent else { return }
                    // Without memory for a parser there is nothing to gain from failing over a fragment.
                    _ = try? HTMLLinkReader.read(fragment, into: collector, budget: budget, url: url, depth: 1)
                }
            }
        case .urlList:
            try withBytes { bytes throws(ExtractionError) in URLListReader.readSitemap(bytes, into: collector) }
        case .playlist:
            try withBytes { bytes throws(ExtractionError) in URLListReader.readPlaylist(bytes, into: collector) }
        }
        return true
    }

    private func readHTML(
        _ result: inout LinkExtraction, into collector: LinkCollector, budget: ProcessorBudget
    ) throws(ExtractionError) -> Bool {
        var title: String?
        let whole = try withBytes { bytes throws(ExtractionError) in
            try HTMLLinkReader.read(bytes, into: collector, budget: budget, url: url) { reader in
                title =
                    reader.rawTitle.flatMap { TitleText.tidy(String(decoding: $0, as: UTF8.self)) }
                    ?? reader.cardTitle.flatMap { TitleText.tidy($0) }
            }
        }
        result.title = title
        return whole
    }

    private func withBytes<T>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(ExtractionError) -> T
    ) throws(ExtractionError) -> T {
        var text = text
        let outcome: Result<T, ExtractionError> = text.withUTF8 { bytes in
            do throws(ExtractionError) { return .success(try body(bytes)) } catch { return .failure(error) }
        }
        return try outcome.get()
    }
}
