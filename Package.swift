// swift-tools-version: 6.2
// SPDX-License-Identifier: EUPL-1.2

import PackageDescription

// One array for every target, so that no module is compiled under looser rules than its neighbours.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

// The floors of ARCHITECTURE.md; `ArchitectureTests` holds the `import` lines against the same table.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func library(_ name: String, pkgConfig: String, debian: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([debian])])
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["TestSupport"], exclude: [], swiftSettings: settings)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "Kabinet",
    products: [
        .executable(name: "kabinet", targets: ["kabinet"]),
        .library(name: "WARC", targets: ["WARC"]),
        .library(name: "CDX", targets: ["CDX"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // 10, 9, 8
        .executableTarget(name: "kabinet", dependencies: ["Commands"], swiftSettings: settings),
        module(
            "Commands",
            [
                "WebInterface", "Crawl", "DemoSite", "Frontier", "Replay", "Collection", "CDX", "Fetch", "WARC",
                "Scope",
                "CrawlProfile", "WebURL", "HTTPMessage", "ByteStreams", "ArchiveTime", "Diagnostics", argumentParser,
                logging, unixSignals,
            ]),
        module(
            "WebInterface",
            [
                "Replay", "Collection", "CDX", "HTTPMessage", "WebURL", "ByteStreams", "ArchiveTime", "Diagnostics",
                hummingbird,
                serviceLifecycle, logging,
            ]),
        // 7
        module(
            "Crawl",
            [
                "Frontier", "Dedup", "Collection", "CDX", "Fetch", "WARC", "Extract", "Scope", "CrawlProfile",
                "HTTPMessage",
                "WebURL", "ByteStreams", "ArchiveTime", "Diagnostics", "Threads", logging,
            ]),
        module("DemoSite", ["WebURL", "ByteStreams", "ArchiveTime", "Diagnostics", hummingbird, logging]),
        // 6
        module(
            "Frontier", [heap, deque, "Collection", "Scope", "CrawlProfile", "WebURL", "ArchiveTime", "Diagnostics"]),
        module("Dedup", ["Collection", "WARC", "ByteStreams", "ArchiveTime", "Diagnostics"]),
        module(
            "Replay",
            ["Collection", "CDX", "WARC", "HTTPMessage", "WebURL", "ByteStreams", "ArchiveTime", "Diagnostics"]),
        // 5
        module(
            "Collection",
            ["CDX", "WARC", "Scope", "HTTPMessage", "WebURL", "ByteStreams", "ArchiveTime", "Diagnostics", grdb, yams]),
        // 4
        module("CDX", ["WARC", "HTTPMessage", "WebURL", "ByteStreams", "ArchiveTime", "Diagnostics"]),
        module(
            "Fetch",
            [
                "HTTPMessage", "WebURL", "ByteStreams", "ArchiveTime", "Diagnostics", "Scope", "CCurl", "CCrypto",
                "CPlatform",
            ]),
        // 3
        module("WARC", ["HTTPMessage", "WebURL", "ByteStreams", "ArchiveTime", "Diagnostics"]),
        module("Extract", ["HTTPMessage", "WebURL", "ByteStreams", "Diagnostics", "CLibXML2"]),
        module("Scope", ["WebURL", "HTTPMessage", "ArchiveTime", "Diagnostics"]),
        module("CrawlProfile", ["WebURL", "Diagnostics", yams]),
        // 2
        module("HTTPMessage", ["ByteStreams", "ArchiveTime", "Diagnostics", "CZlib", "CBrotli", "CZstd"]),
        module("WebURL", ["Diagnostics", "CIDN"]),
        // 1
        module("ByteStreams", ["CZlib", "CDeflate", "CCrypto", "CPlatform"]),
        module("ArchiveTime"),
        module("Diagnostics"),
        module("Threads", ["CPlatform"]),
        // 0
        library("CBrotli", pkgConfig: "libbrotlidec", debian: "libbrotli-dev"),
        library("CCrypto", pkgConfig: "libssl", debian: "libssl-dev"),
        library("CCurl", pkgConfig: "libcurl", debian: "libcurl4-openssl-dev"),
        library("CDeflate", pkgConfig: "libdeflate", debian: "libdeflate-dev"),
        library("CIDN", pkgConfig: "libidn2", debian: "libidn2-dev"),
        library("CLibXML2", pkgConfig: "libxml-2.0", debian: "libxml2-dev"),
        library("CZlib", pkgConfig: "zlib", debian: "zlib1g-dev"),
        library("CZstd", pkgConfig: "libzstd", debian: "libzstd-dev"),
        .target(name: "CPlatform"),

        // Tests mirror Sources; the tiers above unit have targets of their own.
        .target(
            name: "TestSupport", dependencies: ["ByteStreams", "Diagnostics"], path: "Tests/TestSupport",
            swiftSettings: settings),
        tests("ArchitectureTests", []),
        tests("ArchiveTimeTests", ["ArchiveTime"]),
        tests("ByteStreamsTests", ["ByteStreams", "Diagnostics"]),
        tests("CDXTests", ["CDX", "WARC", "ArchiveTime", "HTTPMessage", "WebURL", "ByteStreams", "Diagnostics"]),
        tests(
            "CollectionTests",
            ["Collection", "ArchiveTime", "CDX", "WARC", "ByteStreams", "Diagnostics", "WebURL", "HTTPMessage"]),
        tests(
            "CrawlTests",
            [
                "Crawl", "ArchiveTime", "DemoSite", "Frontier", "Dedup", "Collection", "CDX", "Fetch", "WARC", "Scope",
                "CrawlProfile",
                "HTTPMessage", "WebURL", "ByteStreams", "Diagnostics",
            ]),
        tests("CrawlProfileTests", ["CrawlProfile", "Diagnostics", "WebURL"]),
        tests("DemoSiteTests", ["DemoSite", "ByteStreams", "WebURL"]),
        tests("ExtractTests", ["Extract", "ByteStreams", "WebURL", "HTTPMessage", "ArchiveTime"]),
        tests(
            "FetchTests",
            ["Fetch", "DemoSite", "ByteStreams", "HTTPMessage", "ArchiveTime", "WebURL", "Scope", "Diagnostics"]),
        tests(
            "FrontierTests",
            ["Frontier", "Collection", "ArchiveTime", "Scope", "CrawlProfile", "WebURL", "Diagnostics"]),
        tests("HTTPMessageTests", ["HTTPMessage", "ArchiveTime", "ByteStreams", "Diagnostics"]),
        tests(
            "ReplayTests",
            [
                "Replay", "Collection", "ArchiveTime", "CDX", "WARC", "HTTPMessage", "WebURL", "ByteStreams",
                "Diagnostics",
            ]),
        tests("ScopeTests", ["Scope", "WebURL", "Diagnostics"]),
        tests("WARCTests", ["WARC", "ArchiveTime", "HTTPMessage", "WebURL", "ByteStreams", "Diagnostics"]),
        tests("WebURLTests", ["WebURL", "Diagnostics"]),
        tests(
            "InteropTests",
            ["Commands", "Collection", "ArchiveTime", "CDX", "WARC", "ByteStreams", "Diagnostics", "DemoSite", "Crawl"]),
    ]
)
