// SPDX-License-Identifier: EUPL-1.2

package import ArgumentParser
import ByteStreams
import Collection
import Diagnostics
import Glibc

/// The `kabinet` program: its subcommands, and how every end of it becomes an exit code.
package struct KabinetCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "kabinet",
        abstract: "Captures public social-media pages into web archives, and shows them again.",
        discussion: """
            Example: kabinet crawl https://social.overheid.nl/@minpres -c minpres
                     kabinet serve -c minpres
                     kabinet verify archive/*.warc.gz

            Exit codes: 0 done, 1 failed, 2 wrong use, 3 bad input file or profile, 4 defects found, 5 done with gaps, \
            11 stopped at a limit or by the first signal, 13 stopped hard, 14 disk full; `kabinet resume` goes on after 11, 13, 14.
            """,
        version: Version.text,
        groupedSubcommands: [
            CommandGroup(
                name: "Crawling",
                subcommands: [
                    DemoCommand.self, InitCommand.self, CrawlCommand.self, ResumeCommand.self, StatusCommand.self,
                    ProfilesCommand.self, SeedsCommand.self,
                ]),
            CommandGroup(
                name: "Collection",
                subcommands: [ServeCommand.self, ReportCommand.self, ImportCommand.self, ReindexCommand.self]),
            CommandGroup(
                name: "Archive file",
                subcommands: [
                    LsCommand.self, StatsCommand.self, CatCommand.self, ExtractCommand.self, IndexCommand.self,
                    VerifyCommand.self, MendCommand.self, RecompressCommand.self, DedupCommand.self,
                ]),
        ])

    package init() {}

    /// Ends the process. A result that could not be printed is no success.
    private static func finish(_ end: CommandEnd) -> Never {
        if let message = end.message { Terminal.note(message) }
        var code = end.code
        do throws(ByteStreamError) { try StandardOutput.finish() } catch {
            Terminal.note("kabinet: \(error)")
            code = error.code == .diskFull ? .diskFull : .failed
        }
        Glibc.exit(code.rawValue)
    }

    /// Parses the command line, runs the command, and ends the process with the right exit code.
    package static func run() async -> Never {
        StandardOutput.printLineByLine()
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            finish(CommandEnd(.done))
        } catch let end as CommandEnd {
            finish(end)
        } catch {
            // The parser's own ends: help and version are a success on stdout, all others are wrong use.
            let isHelp = Self.exitCode(for: error).rawValue == 0
            if Self.exitCode(for: error) == .failure {
                // No end of the parser's, and one that its command did not put into words.
                let end = CommandEnd(error)
                Terminal.note(end.message ?? "")
                Glibc.exit(end.code.rawValue)
            }
            let text = Self.fullMessage(for: error)
            if isHelp { print(text) } else if !text.isEmpty { Terminal.note(text) }
            Glibc.exit(isHelp ? ExitCode.done.rawValue : ExitCode.usage.rawValue)
        }
    }
}
