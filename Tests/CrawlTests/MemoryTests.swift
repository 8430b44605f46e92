// SPDX-License-Identifier: EUPL-1.2

import Collection
import DemoSite
import Glibc
import TestSupport
import Testing

/// Media go through to the disk: memory does not grow with them.
@Suite(.enabled(if: KabinetProcess.path != nil, "\(KabinetProcess.missing)"))
struct MemoryTests {
    /// 300 MB, or what `KABINET_BIG_BYTES` says.
    private static let size = getenv("KABINET_BIG_BYTES").flatMap { Int64(String(cString: $0)) } ?? 314_572_800

    @Test func `a crawl of a medium far larger than its memory stays below 200 MB`() async throws {
        try await CrawlStage.with { stage in
            let url = "\(stage.base)/behaviour/big?bytes=\(Self.size)"
            let output = stage.folder.appending("output.txt")
            let process = try KabinetProcess(
                [
                    "crawl", url, "--profile", PackageRoot.appending("crawl-profiles/generic.yaml"), "--delay", "0",
                    "--quiet", "--scope", "page",
                    "--allow-address", "127.0.0.0/8", "-c", stage.layout.root,
                ], output: output)
            #expect(try await process.ended() == .exit(0), "\(TestFile.text(output) ?? "")")
            print("peak memory: \(process.peakKilobytes / 1024) MiB for a body of \(Self.size >> 20) MiB")
            #expect(process.peakKilobytes < 200_000)
            let contents = try stage.contents()
            #expect(contents.captures(of: url).map(\.payloadLength) == [Self.size])
            try contents.agree()
        }
    }
}
