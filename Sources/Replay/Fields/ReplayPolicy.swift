// SPDX-License-Identifier: EUPL-1.2

package import HTTPMessage

/// The fields that keep an archived page in the archive. Every response of the replay origin carries them.
package enum ReplayPolicy {
    /// The fields; `interfaceOrigin` is that of the pages that may show archived ones in a frame, `http://localhost:8080`.
    package static func fields(interfaceOrigin: String) -> [HTTPField] {
        [
            HTTPField(name: "Content-Security-Policy", value: contentPolicy(interfaceOrigin: interfaceOrigin)),
            // Covers what no content policy does: connections opened ahead, and a page that leaves by itself (Chromium since 152;
            // wicg.github.io/connection-allowlists). Archived redirects lead to paths of this origin only.
            HTTPField(name: "Connection-Allowlist", value: "(response-origin);redirects=allow"),
            // The last name that a browser knows counts: within the archive the referrer finds links that scripts made.
            HTTPField(name: "Referrer-Policy", value: "no-referrer, same-origin"),
            HTTPField(name: "Permissions-Policy", value: permissions),
            HTTPField(name: "X-DNS-Prefetch-Control", value: "off"),
            HTTPField(name: "Cross-Origin-Resource-Policy", value: "same-site"),
            // Archived lifetimes would outlive a changed choice of captures, and browsers would mix bodies up.
            HTTPField(name: "Cache-Control", value: "private, no-cache"),
        ]
    }

    /// The value of Content-Security-Policy: nothing outside of the replay origin may be loaded, sent to or shown in a frame.
    package static func contentPolicy(interfaceOrigin: String) -> String {
        let content = "'self' 'unsafe-inline' 'unsafe-eval' data: blob:"
        return [
            "default-src \(content)", "script-src \(content)", "style-src \(content)",
            "connect-src 'self' data: blob:", "worker-src 'self' blob:", "frame-src 'self' data: blob:",
            "object-src 'self' data: blob:", "manifest-src 'self'", "form-action 'self'", "base-uri 'self'",
            "frame-ancestors 'self' \(interfaceOrigin)", "webrtc 'block'",
        ].joined(separator: "; ")
    }

    private static let permissions = [
        "accelerometer", "camera", "clipboard-read", "display-capture", "geolocation", "gyroscope", "hid",
        "idle-detection", "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get",
        "screen-wake-lock",
        "serial", "usb", "web-share", "xr-spatial-tracking",
    ].map { $0 + "=()" }.joined(separator: ", ")
}
