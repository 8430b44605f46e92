// SPDX-License-Identifier: EUPL-1.2

import CDX
import DemoSite
import TestSupport
import Testing

/// pywb serves a collection's folder as it is: nothing is converted, nothing indexed again.
extension DemoCaptureTests {
    @Suite struct PywbTests {
        @Test func `pywb answers every capture of the site as it was, first captures and revisits alike`() async throws
        {
            let capture = try DemoCapture.required()
            let folder = CollectionFolder(path: capture.site)
            let index = try folder.index()
            #expect(index.count { $0.mime == "warc/revisit" } > capture.truth.pages.count, "the second run's captures")
            let replayed = try await replay(index, of: folder)
            #expect(replayed.count == index.count)
            for (line, answer) in zip(index, replayed) {
                #expect(answer.status == line.status && "sha256:" + answer.digest == line.digest, "\(line.cdxjLine)")
            }

            let wanted = Dictionary(capture.truth.media.map { ($0.url, $0.sha256) }) { first, _ in first }
            let media = replayed.filter { wanted[$0.url] != nil }
            #expect(media.count == 2 * wanted.count, "each medium in each of the two runs")
            #expect(media.allSatisfy { wanted[$0.url] == $0.digest })
            let redirects = replayed.filter { capture.truth.redirects[$0.url] != nil }
            #expect(redirects.count == 2 * capture.truth.redirects.count)
            for answer in redirects {
                #expect(answer.status == "302")
                let target = try #require(capture.truth.redirects[answer.url])
                #expect(target.hasSuffix(answer.location), "\(answer)")
            }
        }

        @Test func `pywb answers odd captures as they were`() async throws {
            let folder = CollectionFolder(path: try DemoCapture.required().odd)
            let index = try folder.index().filter { line in !Self.pastPywb.contains { line.url.hasSuffix($0) } }
            #expect(index.count >= 2 * (DemoCapture.oddPages.count - Self.pastPywb.count))
            for (line, answer) in zip(index, try await replay(index, of: folder)) {
                #expect(
                    answer.status == line.status && "sha256:" + answer.digest == line.digest,
                    "\(line.cdxjLine) \(answer)")
            }
        }

        /// Answers that contradict themselves. They are stored as they came, and pywb passes their fields on: its own server
        /// refuses a 204 with a Content-Length, and its clients wait for the larger of two lengths.
        private static let pastPywb = ["wire-204-with-body", "wire-two-lengths"]

        private struct Answer {
            let url: String
            let status: String
            let digest: String
            let location: String
        }

        /// What pywb answers for each line, in order.
        private func replay(_ index: [CDXRecord], of folder: CollectionFolder) async throws -> [Answer] {
            let home = try TemporaryDirectory()
            try home.write([], to: "collections/.keep")
            let link = try await ToolProcess.run(
                "/usr/bin/env", ["ln", "-s", folder.path, home.appending("collections/" + folder.name)])
            try #require(link.status == 0, "\(link.errors)")
            let port = try LoopbackPort.free()
            let pywb = try ToolProcess(
                Tier.judge("wayback"), ["--port", "\(port)", "--bind", "127.0.0.1"], in: home.path)
            defer { pywb.stop() }
            try await pywb.listens(on: port)
            let lines = index.map { "\($0.timestamp) \($0.url)\n" }.joined()
            let result = try await Tier.script("replay.py", ["\(port)", folder.name], input: lines)
            return try result.lines.map { line in
                let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
                try #require(columns.count == 5, "\(line)")
                return Answer(url: columns[1], status: columns[2], digest: columns[3], location: columns[4])
            }
        }
    }
}
