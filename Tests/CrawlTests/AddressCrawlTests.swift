// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CDX
import Collection
import Crawl
import DemoSite
import Scope
import TestSupport
import Testing
import WebURL

/// Neither links nor redirects nor names lead a crawl to addresses that are not public; `--allow-address` is the only way in.
///
/// The site is on 127.0.0.9, which is allowed; a server on the same port of 127.0.0.1 must never hear of the crawl.
@Suite struct AddressCrawlTests {
    private struct Servers {
        let site, inner: DemoServer
        let port: Int
        let folder: TemporaryDirectory
        var base: String { "http://127.0.0.9:\(port)" }
        var layout: CollectionLayout { CollectionLayout(root: folder.appending("collection")) }

        func settings(_ paths: [String]) -> CrawlSettings {
            var settings = CrawlSettings(
                seeds: paths.enumerated().map {
                    CrawlSettings.Seed(text: base + $1, account: "account\($0)", profile: TestProfile.name)
                }, profiles: [TestProfile.name: TestProfile.text(retries: 0)])
            settings.delay = 0
            settings.scope = .page
            settings.concurrency = 32
            settings.network.allowedAddresses = ["127.0.0.9/32"]
            settings.network.resolve = [
                "\(AddressSpelling.publicName):\(port):127.0.0.9", "\(AddressSpelling.innerName):\(port):127.0.0.1",
                "mapped.test:\(port):[::ffff:127.0.0.1]", "several.test:\(port):127.0.0.1,[::1],10.0.0.1",
                "mixed.test:\(port):127.0.0.1,127.0.0.9",
            ]
            settings.network.connectTo = ["\(AddressSpelling.reroutedName):\(port):127.0.0.1:\(port)"]
            return settings
        }
    }

    private static func with(_ body: (Servers) async throws -> Void) async throws {
        let folder = try TemporaryDirectory()
        let inner = DemoServer()
        let port = try await inner.start()
        var options = DemoWorld.Options()
        options.behaviours = behaviours(port: port)
        let site = DemoServer(world: DemoWorld(options), address: "127.0.0.9")
        do {
            _ = try await site.start(port: port)
            try await body(Servers(site: site, inner: inner, port: port, folder: folder))
            await site.stop()
            await inner.stop()
        } catch {
            await site.stop()
            await inner.stop()
            throw error
        }
    }

    /// A page that embeds every spelling, and for each a redirect to it.
    private static func behaviours(port: Int) -> [PathPattern: DemoBehaviour] {
        let urls = AddressSpelling.all.map { $0.url(port: port) }
        let images = urls.map { url in
            let escaped = url.map { $0 == "&" ? "&amp;" : $0 == "\"" ? "&quot;" : $0 == "<" ? "&lt;" : String($0) }
            return "<img src=\"\(escaped.joined())\">"
        }
        let page = "<!DOCTYPE html><meta charset=utf-8><title>Binnen</title>\n" + images.joined(separator: "\n")
        var all: [PathPattern: DemoBehaviour] = [
            "/spellings": .answer(
                DemoResponse(fields: [DemoField("Content-Type", "text/html")], body: [.bytes(Array(page.utf8))])),
            "/robots.txt": .status(404),
        ]
        for (index, url) in urls.enumerated() {
            all[PathPattern("/to/\(index)/")] = .answer(DemoResponse(status: 302, fields: [DemoField("Location", url)]))
        }
        return all
    }

    private static func expected(_ port: Int, at base: String) throws -> Set<String> {
        let base = try #require(WebAddress(base))
        var urls: Set<String> = []
        for spelling in AddressSpelling.all where spelling.target != .nothing {
            let address = try #require(WebAddress(spelling.url(port: port), relativeTo: base))
            urls.insert("http://\(address.authority)\(address.requestTarget)")
        }
        return urls
    }

    @Test func `no spelling in a page leads in`() async throws {
        try await Self.with { servers in
            let end = try await CrawlSession.begin(servers.settings(["/spellings"]), in: servers.layout, software: "t")
                .run(stops: StopSwitch())
            #expect(end.cause == .finished)
            try check(servers, from: "/spellings")
        }
    }

    @Test func `no redirect leads in`() async throws {
        try await Self.with { servers in
            let paths = AddressSpelling.all.indices.map { "/to/\($0)/" }
            let end = try await CrawlSession.begin(servers.settings(paths), in: servers.layout, software: "t")
                .run(stops: StopSwitch())
            #expect(end.cause == .finished)
            try check(servers, from: "/to/0/")
            // Each redirect is an answer that is kept.
            let contents = try CollectionContents(servers.layout)
            #expect(contents.captures.filter { $0.cdx.status == "302" }.count == paths.count)
        }
    }

    private func check(_ servers: Servers, from path: String) throws {
        #expect(servers.inner.log.map(\.target) == [])
        let contents = try CollectionContents(servers.layout)
        try contents.agree()
        #expect(contents.captures.allSatisfy { $0.cdx.url.hasPrefix(servers.base + "/") })
        let expected = try Self.expected(servers.port, at: servers.base + path)
        #expect(AddressSpelling.all.count { $0.target != .nothing } >= 60)
        let pages = contents.urls.filter { !$0.url.hasPrefix(servers.base + "/") && !$0.url.hasSuffix("/robots.txt") }
        #expect(Set(pages.map(\.url)).symmetricDifference(expected) == [])
        for url in pages { #expect(url.outcome == "refused:address", "\(url.url) \(url.detail ?? "")") }
    }

    @Test(arguments: ["mapped.test", "several.test", AddressSpelling.innerName, AddressSpelling.reroutedName])
    func `a name that leads inside is refused with the address, also behind a redirect`(name: String) async throws {
        try await Self.with { servers in
            var settings = servers.settings(["/about"])
            settings.seeds.append(
                .init(text: "http://\(name):\(servers.port)/", account: "inner", profile: TestProfile.name))
            _ = try await CrawlSession.begin(settings, in: servers.layout, software: "t").run(stops: StopSwitch())
            #expect(servers.inner.log.isEmpty)
            let url = try #require(try CollectionContents(servers.layout).url("http://\(name):\(servers.port)/"))
            #expect(url.outcome == "refused:address")
            #expect(url.detail?.contains(" is in ") == true)
        }
    }

    @Test func `of a name's addresses only the public ones are connected to`() async throws {
        try await Self.with { servers in
            var settings = servers.settings(["/about"])
            settings.seeds = [
                .init(text: "http://mixed.test:\(servers.port)/about", account: "a", profile: TestProfile.name)
            ]
            _ = try await CrawlSession.begin(settings, in: servers.layout, software: "t").run(stops: StopSwitch())
            #expect(servers.inner.log.isEmpty)
            #expect(servers.site.count(of: "/about") == 1)
        }
    }

    @Test func `allowing an address is the way in, for that address alone`() async throws {
        try await Self.with { servers in
            var settings = servers.settings(["/spellings"])
            settings.network.allowedAddresses.append("127.0.0.1/32")
            _ = try await CrawlSession.begin(settings, in: servers.layout, software: "t").run(stops: StopSwitch())
            let contents = try CollectionContents(servers.layout)
            #expect(!servers.inner.log.isEmpty)
            let opened = contents.urls.filter {
                $0.outcome?.hasPrefix("refused") == false && !$0.url.hasPrefix(servers.base)
            }
            let hosts = Set(opened.compactMap { WebAddress($0.url)?.host })
            // The forms that carry 127.0.0.1 are opened with it; nothing else is.
            #expect(hosts.isSuperset(of: ["127.0.0.1", AddressSpelling.innerName, AddressSpelling.reroutedName]))
            #expect(!hosts.contains("10.0.0.1") && !hosts.contains("[::1]") && !hosts.contains("169.254.169.254"))
            #expect(
                hosts.filter {
                    !($0.contains("test") || $0.contains("localhost") || $0.contains("7f00") || $0 == "127.0.0.1")
                } == [])
        }
    }
}

/// What the shell or the home directory tells curl does not reach a crawl.
@Suite(.enabled(if: KabinetProcess.path != nil, "\(KabinetProcess.missing)"))
struct CurlEnvironmentTests {
    @Test func `proxies, netrc and curlrc of the environment do not matter`() async throws {
        try await CrawlStage.with { stage in
            let proxy = DemoServer()
            let port = try await proxy.start()
            let home = stage.folder.appending("home")
            try FileSystem.makeDirectory(home)
            for name in [".netrc", "_netrc"] {
                try FileSystem.writeAtomically(
                    home + "/" + name,
                    Array("machine 127.0.0.1 login piet password geheim1234\ndefault login x password y\n".utf8))
            }
            try FileSystem.writeAtomically(
                home + "/.curlrc",
                Array("proxy = \"http://127.0.0.1:\(port)\"\nuser = \"piet:geheim1234\"\nlocation\n".utf8))
            let url = "http://127.0.0.1:\(port)"
            var environment = ["HOME": home, "CURL_HOME": home, "XDG_CONFIG_HOME": home, "NETRC": home + "/.netrc"]
            for name in [
                "http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "ftp_proxy",
            ] {
                environment[name] = url
            }
            let output = stage.folder.appending("output.txt")
            let process = try KabinetProcess(
                [
                    "crawl", stage.base + "/about", "--profile", PackageRoot.appending("crawl-profiles/generic.yaml"),
                    "--delay", "0", "--quiet", "--scope", "page", "--allow-address", "127.0.0.0/8", "-c",
                    stage.layout.root,
                ], output: output, environment: environment)
            #expect(try await process.ended() == .exit(0), "\(TestFile.text(output) ?? "")")
            #expect(stage.server.count(of: "/about") == 1)
            #expect(stage.server.log.allSatisfy { $0["Authorization"] == nil && $0["Proxy-Authorization"] == nil })
            #expect(proxy.log.isEmpty)
            await proxy.stop()
        }
    }
}
