// SPDX-License-Identifier: EUPL-1.2

/// The lines of an index that is merged into one of a certain form: without CR and header lines, and none of another form.
final class FormCheckedLines: IndexLineSource {
    var place: (path: String, offset: UInt64?) { source.place }
    private let source: any IndexLineSource
    private let format: CDXFormat

    init(_ source: any IndexLineSource, as format: CDXFormat) {
        self.source = source
        self.format = format
    }

    func next() throws(CDXError) -> ArraySlice<UInt8>? {
        while var line = try source.next() {
            if line.last == 0x0D { line.removeLast() }
            if line.isEmpty || CDXRecord.isHeader(String(decoding: line.prefix(64), as: UTF8.self)) { continue }
            guard isOfForm(line) else {
                throw CDXError(
                    .malformed, path: place.path, offset: place.offset,
                    "expected a line of the form \(format.rawValue), found \"\(CDXRecord.excerpt(Array(line)))\"",
                    hint: "an index holds lines of one form; --format says which")
            }
            return line
        }
        return nil
    }

    private func isOfForm(_ line: ArraySlice<UInt8>) -> Bool {
        let fields = line.split(separator: 0x20, maxSplits: 11, omittingEmptySubsequences: false)
        let isJSON = fields.count > 2 && fields[2].first == 0x7B
        switch format {
        case .cdxj: return isJSON
        case .cdx11: return !isJSON && fields.count == 11
        case .cdx9: return !isJSON && fields.count == 9
        }
    }
}
