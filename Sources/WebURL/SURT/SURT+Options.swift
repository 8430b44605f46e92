// SPDX-License-Identifier: EUPL-1.2

extension SURT {
    /// Which spellings of an address share a key.
    ///
    /// The names in brackets are the options of the Python package surt that do the same. Indexes of other makers need
    /// other options than the usual ones: some keep `www` (host_massage off), some have keys that end the host with a
    /// comma. Keys made with different options do not belong into one index.
    public struct Options: Sendable, Hashable {
        /// `http://(com,example)/` instead of `com,example)/` (with_scheme). Off.
        public var keepsScheme = false
        /// `com,example,)/` instead of `com,example)/` (trailing_comma). Off.
        public var endsHostWithComma = false
        /// `4,3,2,1)/` for `http://1.2.3.4/` (reverse_ipaddr). On.
        public var reversesAddresses = true
        /// A leading `www.`, `www2.` and so on is dropped from the host (host_massage). On.
        public var stripsWWW = true
        /// `:80` of http and `:443` of https are dropped (port_strip_default). On.
        public var stripsDefaultPort = true
        /// Letter case of the path does not matter (path_lowercase). On.
        public var lowercasesPath = true
        /// ASP.NET's session identifiers are dropped from the path (path_strip_session_id). On.
        public var stripsPathSession = true
        /// A slash at the end of a path other than `/` is dropped (path_strip_trailing_slash_unless_empty). On.
        public var stripsTrailingSlash = true
        /// Letter case of the query does not matter (query_lowercase). On.
        public var lowercasesQuery = true
        /// `jsessionid`, `phpsessid`, `sid` and others are dropped from the query (query_strip_session_id). On.
        public var stripsQuerySession = true
        /// The order of parameters does not matter (query_alpha_reorder). On.
        public var sortsQuery = true
        /// A question mark with nothing after it is dropped (query_strip_empty). On.
        public var stripsEmptyQuery = true

        /// The usual options.
        public init() {}

        /// The defaults of the Python package surt, which cdxj-indexer, pywb and py-wacz use.
        public static let surt = Options()
    }
}
