// SPDX-License-Identifier: EUPL-1.2

import TestSupport
import Testing

/// The archive and its indexes before the tools of others.
extension DemoCaptureTests {
    @Suite struct ArchiveJudgeTests {
        @Test func `warcio finds every digest right`() async throws {
            let warcio = try Tier.judge("warcio")
            for archive in try archives() {
                let result = try await ToolProcess.run(warcio, ["check", "-v", archive])
                #expect(result.status == 0, "\(archive): \(result.output)\(result.errors)")
                #expect(result.output.contains("digest pass"))
                #expect(!result.output.contains("no digest"), "every record has a digest to check: \(archive)")
            }
        }

        @Test func `FastWARC finds every digest right`() async throws {
            let fastwarc = try Tier.judge("fastwarc")
            for archive in try archives() {
                let result = try await ToolProcess.run(fastwarc, ["check", "-q", archive])
                #expect(result.status == 0, "\(archive): \(result.output)\(result.errors)")
            }
        }

        @Test(arguments: [("index.cdxj", [String]()), ("index.cdx", ["-11"])])
        func `cdxj-indexer writes the same lines, byte for byte`(_ index: String, _ form: [String]) async throws {
            let indexer = try Tier.judge("cdxj-indexer")
            for folder in try DemoCapture.required().folders {
                var expected: [String] = []
                for archive in try folder.archives {
                    let result = try await ToolProcess.run(indexer, form + [archive])
                    try #require(result.status == 0, "\(result.errors)")
                    expected += result.lines.map(String.init).filter { !$0.hasPrefix(" CDX ") }
                }
                expected.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
                let ours = try folder.indexLines(index).filter { !$0.hasPrefix(" CDX ") }
                #expect(ours.count > 50)
                #expect(ours.count == expected.count)
                for (line, other) in zip(ours, expected) where line != other {
                    Issue.record("\(folder.name)/\(index)\n  ours:   \(line)\n  theirs: \(other)")
                }
            }
        }

        @Test(arguments: ["index.cdxj", "index.cdx"])
        func `sort finds the index sorted by bytes`(_ index: String) async throws {
            for folder in try DemoCapture.required().folders {
                let path = "\(folder.path)/indexes/\(index)"
                let result = try await ToolProcess.run("/usr/bin/env", ["LC_ALL=C", "sort", "-c", path])
                #expect(result.status == 0, "\(result.errors)")
            }
        }

        /// Of both collections.
        private func archives() throws -> [String] {
            let archives = try DemoCapture.required().folders.flatMap { try $0.archives }
            #expect(archives.count >= 4, "two runs over two collections")
            #expect(archives.allSatisfy { $0.hasSuffix(".warc.gz") }, "a finished run leaves no open file")
            return archives
        }
    }
}
