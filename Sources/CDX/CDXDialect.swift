// SPDX-License-Identifier: EUPL-1.2

/// Whose index lines are made: the same records lead to different lines with different tools.
///
/// | | `cdxjIndexer` | `pywb` |
/// |---|---|---|
/// | indexed | `response`, `revisit`, and `resource` and `metadata` but for `application/warc-fields` | all but `request`, `warcinfo`, `application/warc-fields` and `metadata` of `text/anvl` |
/// | media type missing | left out, `-` in CDX | `unk` |
/// | media type of an answer without HTTP head | missing | that of the record; of an ARC record always that of its line |
/// | status of a revisit | that of the answer | `-` |
/// | status of an answer without HTTP head | `-` | `200` |
/// | digest | with its label in CDXJ, without in CDX | without `sha1:`, with any other label |
/// | identified media type | – | `mime-detected` |
/// | requests that change the key | POST and PUT | all but GET |
/// | numbers and literals in JSON bodies | `44.0`, `True`, `None` | `44`, `true`, `null` |
///
/// Both write JSON as Python's `json.dumps` does: `", "` and `": "` between, everything outside ASCII escaped.
public enum CDXDialect: String, Sendable, Hashable, CaseIterable {
    /// cdxj-indexer 1.5, the maker of WACZ indexes.
    case cdxjIndexer = "cdxj-indexer"
    /// `cdx-indexer` of pywb 2.10.
    case pywb
}

/// The form of the lines of an index.
public enum CDXFormat: String, Sendable, Hashable, CaseIterable {
    /// `urlkey timestamp {"url": "…", …}`.
    case cdxj
    /// Eleven fields, ` CDX N b a m s k r M S V g`.
    case cdx11
    /// Nine fields, ` CDX N b a m s k r V g`: without meta tags and length.
    case cdx9

    /// The first line of a file of this form; nil if it has none.
    public var header: String? {
        switch self {
        case .cdxj: nil
        case .cdx11: " CDX N b a m s k r M S V g"
        case .cdx9: " CDX N b a m s k r V g"
        }
    }
}
