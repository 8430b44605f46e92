// SPDX-License-Identifier: EUPL-1.2

/// The two JWATs in use, which differ in what they know of WARC 1.1.
enum JWATVersion {
    /// 1.0.3 of 2015, inside JHOVE.
    case v103
    /// 1.2.1.
    case v121

    /// Whether this JWAT knows a version of WARC.
    func knows(_ major: Int, _ minor: Int) -> Bool {
        switch (major, minor) {
        case (1, 0), (0, 17), (0, 18): true
        case (1, 1): self == .v121
        default: false
        }
    }
}
