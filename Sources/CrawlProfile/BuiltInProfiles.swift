// SPDX-License-Identifier: EUPL-1.2

/// The profiles of `crawl-profiles/` as they were when the program was built, so that it works from any folder, alone.
///
/// `BuiltIn` is a link to that folder; SwiftPM turns its files into code.
enum BuiltInProfiles {
    /// The text of each profile by name.
    static let texts: [String: String] = [
        "bluesky": String(decoding: PackageResources.bluesky_yaml, as: UTF8.self),
        "facebook": String(decoding: PackageResources.facebook_yaml, as: UTF8.self),
        "feeds": String(decoding: PackageResources.feeds_yaml, as: UTF8.self),
        "flickr": String(decoding: PackageResources.flickr_yaml, as: UTF8.self),
        "generic": String(decoding: PackageResources.generic_yaml, as: UTF8.self),
        "instagram": String(decoding: PackageResources.instagram_yaml, as: UTF8.self),
        "linkedin": String(decoding: PackageResources.linkedin_yaml, as: UTF8.self),
        "mastodon": String(decoding: PackageResources.mastodon_yaml, as: UTF8.self),
        "snapchat": String(decoding: PackageResources.snapchat_yaml, as: UTF8.self),
        "threads": String(decoding: PackageResources.threads_yaml, as: UTF8.self),
        "tiktok": String(decoding: PackageResources.tiktok_yaml, as: UTF8.self),
        "x": String(decoding: PackageResources.x_yaml, as: UTF8.self),
        "youtube": String(decoding: PackageResources.youtube_yaml, as: UTF8.self),
    ]
}
