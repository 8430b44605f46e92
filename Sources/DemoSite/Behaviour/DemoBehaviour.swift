// SPDX-License-Identifier: EUPL-1.2

/// What a part of the site does instead of simply answering. Where it says "the page", that is what the site would have
/// answered otherwise.
package enum DemoBehaviour: Sendable {
    /// The first `first` requests of each target get `status` (429, 503) with Retry-After, later ones the page.
    case refusesFirst(Int, status: Int, retryAfter: RetryAfter?)
    /// Milliseconds before the head of the page.
    case slow(milliseconds: Int)
    /// The page in pieces of `bytes`, with a pause between two.
    case drip(bytes: Int, milliseconds: Int)
    /// The page in chunks of `bytes`, with trailer fields.
    case chunked(bytes: Int, trailers: [DemoField])
    /// The head tells the whole length, the body is cut after so many bytes, the connection ends.
    case truncated(after: UInt64, DemoResponse.Ending)
    /// A redirect to an address.
    case redirect(to: String, status: Int)
    /// Two addresses that redirect to each other.
    case redirectLoop
    /// So many redirects before the page.
    case redirectChain(Int)
    /// Status 200, and something else than the page.
    case instead(Decoy)
    /// A list with a next page, forever.
    case endless
    /// The page with a content coding, right or wrong.
    case coded(Coding)
    /// The page under another media type, or none.
    case contentType(String?)
    /// So many bytes of noise; ranges are served.
    case big(bytes: UInt64, seed: UInt64)
    /// Nothing but a status.
    case status(Int)
    /// A page in another character encoding.
    case encoding(Encoding)
    /// A page that is hard on parsers.
    case hostileMarkup
    /// An answer that breaks the rules of HTTP, byte for byte.
    case wire(WireOddity)
    /// One of the hostile answers, by its name.
    case hostile(String)
    /// This answer, whatever is asked.
    case answer(DemoResponse)

    /// The value of a Retry-After field (RFC 9110 §10.2.3).
    package enum RetryAfter: Sendable {
        case seconds(Int)
        /// A date so many seconds after the request.
        case date(seconds: Int)
        /// These characters.
        case text(String)
    }

    /// A page with status 200 that is not what was asked for.
    package enum Decoy: String, Sendable, CaseIterable {
        case login, consent, captcha, empty
    }

    /// Content codings (RFC 9110 §8.4.1).
    package enum Coding: String, Sendable, CaseIterable {
        case gzip, deflate
        /// `deflate` without the zlib wrapper, as some servers send it.
        case rawDeflate = "deflate-raw"
        /// Says gzip, is none.
        case lies = "gzip-lies"
        /// Gzip that breaks off half-way.
        case cut = "gzip-cut"
        /// Gzip with a wrong checksum.
        case corrupt = "gzip-corrupt"
        /// 100 MiB of spaces in 0.6 MiB.
        case bomb = "deflate-bomb"
    }

    /// Character encodings.
    package enum Encoding: String, Sendable, CaseIterable {
        /// Named in the Content-Type field.
        case latin1 = "latin-1"
        /// Named in a meta element only.
        case windows = "windows-1252"
        /// Named nowhere.
        case undeclared = "undeclared"
        /// Little endian with a byte order mark.
        case utf16 = "utf-16"
        /// Says UTF-8, has bytes that are none.
        case broken = "broken-utf-8"
    }
}
