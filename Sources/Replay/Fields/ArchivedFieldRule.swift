// SPDX-License-Identifier: EUPL-1.2

/// What becomes of an archived header field when its response is shown again.
enum ArchivedFieldRule: Equatable {
    /// Sent as it was.
    case keep
    /// Sent under `X-Archive-Orig-`, where it can be read and has no effect.
    case rename
    /// Sent with its link changed into one of the archive.
    case rewrite
    /// Not sent.
    case drop

    /// The rule for a field of that name (field/replay.md §2.1, and what has come into use since).
    static func rule(for name: String) -> ArchivedFieldRule {
        let name = HTMLBytes.lower(Array(name.utf8)[...])
        if rewritten.contains(name) { return .rewrite }
        // Cookies of all archived sites would be one site's here.
        if name.hasPrefix("set-cookie") { return .drop }
        if renamed.contains(name) || prefixes.contains(where: { name.hasPrefix($0) })
            || suffixes.contains(where: { name.hasSuffix($0) })
        {
            return .rename
        }
        return .keep
    }

    private static let rewritten: Set = ["location", "refresh", "link"]

    private static let renamed: Set = [
        // About a connection or a cache that is not this one.
        "age", "alt-svc", "cache-control", "connection", "content-length", "content-md5", "date", "etag", "expires",
        "keep-alive", "last-modified", "pragma", "server", "status", "te", "trailer", "transfer-encoding", "upgrade",
        "vary", "via", "warning", "accept-ranges", "retry-after", "digest", "repr-digest", "content-digest",
        "no-vary-search", "use-as-dictionary", "available-dictionary", "early-data", "http2-settings",
        // About the archived site as a whole: here they would speak for the archive.
        "clear-site-data", "upgrade-insecure-requests", "strict-transport-security", "public-key-pins",
        "public-key-pins-report-only", "expect-ct", "p3p", "tk", "x-frame-options", "x-xss-protection",
        "x-dns-prefetch-control", "x-permitted-cross-domain-policies", "service-worker-allowed",
        "service-worker-navigation-preload", "origin-agent-cluster", "origin-trial", "timing-allow-origin",
        "server-timing", "report-to", "nel", "sourcemap", "x-sourcemap", "speculation-rules", "supports-loading-mode",
        "observe-browsing-topics", "set-login", "activate-storage-access", "large-allocation", "x-ua-compatible",
        "authentication-info", "content-location", "content-base", "memento-datetime", "critical-ch",
    ]

    private static let prefixes = [
        "content-security-", "cross-origin-", "access-control-", "accept-ch", "attribution-reporting-", "reporting-",
        "proxy-", "sec-", "x-archive-", "x-webkit-csp", "x-content-security-",
    ]

    private static let suffixes = ["-policy", "-policy-report-only", "-authenticate"]
}
