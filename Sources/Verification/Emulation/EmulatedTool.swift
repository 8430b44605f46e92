// SPDX-License-Identifier: EUPL-1.2

/// A validator whose answer can be predicted.
package enum EmulatedTool: String, Sendable, CaseIterable {
    /// JHOVE 1.33 and older with the WARC module, which carries JWAT 1.0.3.
    case jhove
    /// JWAT 1.2.1, the newest.
    case jwat
    /// `warcio check` of warcio 1.8.
    case warcio
    /// `jwarc validate` of jwarc 0.36.
    case jwarc
    /// `fastwarc check -p` of FastWARC 2.0.
    case fastwarc

    /// Name and version of what is predicted.
    package var title: String {
        switch self {
        case .jhove: "JHOVE 1.33 (JWAT 1.0.3)"
        case .jwat: "JWAT 1.2.1"
        case .warcio: "warcio 1.8.1 check"
        case .jwarc: "jwarc 0.36 validate"
        case .fastwarc: "FastWARC 2.0.1 check -p"
        }
    }
}
