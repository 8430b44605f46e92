// SPDX-License-Identifier: EUPL-1.2

/// What the `warcinfo` record at the start of a file says about how the file came to be (ISO 28500:2017 §6.2).
public struct WARCInfo: Sendable, Hashable {
    /// Program and version: `kabinet/0.1 libcurl/8.14`.
    public var software: String
    /// Who ran it, best with an address.
    public var `operator`: String?
    /// The collection or crawl the file belongs to.
    public var isPartOf: String?
    /// What was crawled and why, in words.
    public var description: String?
    /// The machine, and its address if that is meant to be kept.
    public var hostname: String?
    /// How robots.txt was treated: `obey`, `requisites-exempt`, `ignore`, and what that means.
    public var robots: String?
    /// The User-Agent that was sent.
    public var userAgent: String?
    /// Name and version of the crawl profile.
    public var crawlProfile: String?
    /// `sha256:…` of the profile's file.
    public var crawlProfileDigest: String?
    /// What was done to the bytes between wire and record, one sentence each.
    public var byteTreatment: [String]
    /// Anything else, in order, after the fields above.
    public var extra: [WARCField]

    /// What every file says at least; the rest can be set afterwards.
    public init(software: String, byteTreatment: [String] = [], extra: [WARCField] = []) {
        self.software = software
        self.byteTreatment = byteTreatment
        self.extra = extra
    }

    /// The fields of the block; those without a value are left out.
    public var fields: WARCFields {
        var fields = WARCFields()
        fields.append("software", software)
        fields.append("format", "WARC File Format 1.1")
        fields.append(
            "conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/")
        fields.append("operator", `operator`)
        fields.append("isPartOf", isPartOf)
        fields.append("description", description)
        fields.append("hostname", hostname)
        fields.append("robots", robots)
        fields.append("http-header-user-agent", userAgent)
        fields.append("crawl-profile", crawlProfile)
        fields.append("crawl-profile-digest", crawlProfileDigest)
        for sentence in byteTreatment { fields.append("byte-treatment", sentence) }
        for field in extra { fields.append(field.name, field.value) }
        return fields
    }
}
