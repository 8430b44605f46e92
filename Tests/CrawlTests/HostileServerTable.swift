// SPDX-License-Identifier: EUPL-1.2

/// How each hostile answer ends: outcome, records that are kept of it, and why they are cut.
enum HostileServerTable {
    struct Row: Hashable, CustomStringConvertible {
        let outcome: String
        let records: Int
        let truncated: String?

        init(_ outcome: String, _ records: Int = 1, _ truncated: String? = nil) {
            (self.outcome, self.records, self.truncated) = (outcome, records, truncated)
        }

        var description: String { "\(outcome), \(records) records, \(truncated ?? "whole")" }
    }

    /// Those that stall, drip, or send for ever what is no body: only a clock ends them.
    static let slow: Set<String> = [
        "hostile-body-drips", "hostile-body-stalls", "hostile-chunk-extension-endless", "hostile-head-stalls",
    ]

    /// Those that lead to very many addresses, which takes a while in a debug build.
    static let large: Set<String> = ["hostile-links-many"]

    static let all: [String: Row] = Dictionary(
        uniqueKeysWithValues: groups.flatMap { row, names in
            names.split(whereSeparator: \.isWhitespace).map { (String($0), row) }
        })

    private static let groups: [(Row, String)] = [
        // What came is whole, or what the rules make of it: bytes behind the end of an answer are no part of it (RFC 9112 §6.3).
        // That its coding is damaged, or that it cannot be read to its end, stands in the detail.
        (
            Row("captured"),
            """
            hostile-alt-svc hostile-attributes-many hostile-base-javascript hostile-br-lies-chunked
            hostile-charset-unknown hostile-charset-utf-16-odd hostile-charset-utf-7 hostile-chunk-lf
            hostile-coding-20-times hostile-coding-bomb-in-bomb hostile-coding-br-noise
            hostile-coding-gzip-noise hostile-coding-members hostile-coding-tail hostile-coding-twice
            hostile-coding-unknown hostile-coding-zstd-noise hostile-comment-open hostile-cookie-control
            hostile-cookie-huge hostile-cookies-900 hostile-css-import-self hostile-css-open hostile-dates
            hostile-disposition hostile-entities hostile-feed-many hostile-field-cr hostile-field-name-odd
            hostile-gzip-chunked hostile-gzip-lies-chunked hostile-gzip-sized hostile-head-drip
            hostile-interim-continue hostile-interim-odd hostile-json-deep hostile-json-many
            hostile-json-numbers hostile-length-list hostile-length-plus hostile-length-twice hostile-links-many
            hostile-nested-deep hostile-nested-formatting hostile-nul-bytes hostile-plain-chunked
            hostile-redirect-inside-body hostile-refresh-chain hostile-refresh-self hostile-reset-content
            hostile-script-open hostile-second-answer hostile-srcset-huge hostile-srcset-many hostile-svg-script
            hostile-title-huge hostile-trailers-forbidden hostile-transfer-identity hostile-transfer-in-http10
            hostile-transfer-twice hostile-trap-path hostile-trap-session hostile-type-huge
            hostile-type-nonsense hostile-type-twice hostile-url-huge hostile-version-small hostile-xml-deep
            hostile-xml-external hostile-xml-laughs wire-bare-newlines wire-chunk-extensions wire-cookie
            wire-early-hints wire-folded-field wire-http10 wire-length-and-chunks wire-no-reason
            wire-non-ascii-fields wire-too-long wire-until-close
            """
        ),
        (
            Row("empty"),
            """
            hostile-coding-empty hostile-length-zero wire-204-with-body
            """
        ),
        (
            Row("failed:connect", 0),
            """
            hostile-interim-only wire-head-cut wire-nothing
            """
        ),
        // No answer: its head is none, or larger than heads may be.
        (
            Row("failed:protocol", 0),
            """
            hostile-blank-line-first hostile-blank-lines-endless hostile-cookies-5000 hostile-field-endless
            hostile-field-nul hostile-fields-5000 hostile-fold-first hostile-head-endless
            hostile-interim-endless hostile-length-text hostile-status-line-endless hostile-status-long
            hostile-status-negative hostile-status-short hostile-status-text hostile-status-zero
            hostile-version-icy hostile-version-nine hostile-version-none wire-garbage-fields wire-long-field
            wire-many-fields wire-negative-length wire-no-head wire-noise
            """
        ),
        // There is an answer, but not one to be believed: it is kept, and the report counts a gap.
        (
            Row("failed:protocol"),
            """
            hostile-length-hex hostile-not-modified-unasked hostile-redirect-300 hostile-redirect-empty
            hostile-redirect-port hostile-redirect-self hostile-switching hostile-transfer-gzip
            hostile-transfer-unknown hostile-upgrade-required wire-bad-location wire-huge-length
            wire-no-location wire-odd-status wire-two-lengths
            """
        ),
        (
            Row("failed:timeout", 0),
            """
            hostile-head-stalls
            """
        ),
        // A redirect to anything that is an address, although only web addresses in scope are followed.
        (
            Row("redirected"),
            """
            hostile-redirect-305 hostile-redirect-data hostile-redirect-file hostile-redirect-ftp
            hostile-redirect-gopher hostile-redirect-growing hostile-redirect-long hostile-redirect-password
            hostile-redirect-script hostile-redirect-two hostile-redirect-with-body wire-non-ascii-location
            """
        ),
        (
            Row("throttled"),
            """
            hostile-retry-after-huge hostile-retry-after-negative
            """
        ),
        // A part, and its Content-Range says so.
        (
            Row("truncated"),
            """
            hostile-partial-unasked
            """
        ),
        (
            Row("truncated", 1, "disconnect"),
            """
            hostile-chunk-huge hostile-closed-behind-head hostile-length-largest hostile-length-missing-bytes
            hostile-reset-behind-head wire-chunk-short wire-chunks-cut
            """
        ),
        (
            Row("truncated", 1, "length"),
            """
            hostile-body-endless hostile-body-endless-sized hostile-chunks-endless hostile-multipart-endless
            """
        ),
        (
            Row("truncated", 1, "time"),
            """
            hostile-body-drips hostile-body-stalls hostile-chunk-extension-endless
            """
        ),
        (
            Row("truncated", 1, "unspecified"),
            """
            hostile-chunk-negative hostile-chunk-overflow hostile-chunk-prefix hostile-chunk-runs-on
            hostile-chunk-size-endless hostile-trailers-endless wire-chunk-size-nonsense wire-not-chunked
            """
        ),
        (
            Row("walled:login"),
            """
            hostile-login-basic hostile-login-negotiate hostile-login-proxy
            """
        ),
    ]
}
