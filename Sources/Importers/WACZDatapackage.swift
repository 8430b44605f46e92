// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import FoundationEssentials

/// What `datapackage.json` of a WACZ file says of the other entries (WACZ 1.1.1 §5.2.1; also the form of versions before 1.0).
struct WACZDatapackage {
    static let path = "datapackage.json"
    static let digestPath = "datapackage-digest.json"
    /// The bytes such a file may have.
    static let byteLimit = 1 << 24

    /// The entries that are listed, by path.
    let resources: [String: Resource]

    struct Resource {
        /// Nil if there is none, or of a kind that is not known; `digestText` is what stands there.
        let digest: Digest?
        let digestText: String?
        let bytes: UInt64?
    }

    init?(_ json: [UInt8]) {
        struct Stats: Decodable {
            var hash: String?
            var bytes: UInt64?
        }
        struct Item: Decodable {
            var path: String?
            var hash: String?
            var bytes: UInt64?
            var stats: Stats?
            var hashing: String?
        }
        struct Package: Decodable { var resources: [Item]? }
        guard let package = try? JSONDecoder().decode(Package.self, from: Data(json)) else { return nil }
        var resources: [String: Resource] = [:]
        for item in package.resources ?? [] {
            guard let path = item.path else { continue }
            let text = item.hash ?? item.stats?.hash.map { "\(item.hashing ?? "sha256"):\($0)" }
            resources[path] = Resource(
                digest: text.flatMap { Digest(labelled: $0) }, digestText: text, bytes: item.bytes ?? item.stats?.bytes)
        }
        self.resources = resources
    }

    /// What `datapackage-digest.json` says.
    struct Seal: Decodable {
        struct SignedData: Decodable {
            var software: String?
            var domain: String?
            var publicKey: String?
        }
        var path: String?
        var hash: String?
        var signedData: SignedData?

        init?(_ json: [UInt8]) {
            guard let seal = try? JSONDecoder().decode(Seal.self, from: Data(json)) else { return nil }
            self = seal
        }
    }
}
