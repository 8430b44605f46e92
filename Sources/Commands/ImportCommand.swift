// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Collection
import Diagnostics
import Importers

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Takes WARC, ARC and WACZ files into a collection, as they are.",
        discussion: """
            What is wrong with a file is listed, and the file imported nevertheless. The same bytes are never imported twice, \
            and an import that was stopped can be run again. The archive files of a WACZ file go to archive/, its pages, \
            datapackage and signature to imports/.

            Example: kabinet import crawl-2019.warc.gz old.arc.gz website.wacz -c minpres
                     kabinet import /data/warcs/*.warc.gz -c minpres --link
            """)

    @Argument(help: ArgumentHelp("Files of any of the three formats.", valueName: "file")) var files: [String]
    @OptionGroup var options: CollectionOptions
    @Flag(
        help: "Link files instead of copying them; the disk must be the same. Files of a WACZ file are always copied.")
    var link = false
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        do {
            let layout = options.layout
            let importer = try CollectionImporter(layout, placement: link ? .link : .copy)
            var outcomes: [ImportOutcome] = []
            // Files that were in before an error came are in the collection: their index lines must be written too.
            let failure: (any Error)?
            do {
                for file in files {
                    let outcome = try importer.add(file)
                    ImportSummary.tell(outcome)
                    if !json { print(ImportSummary.text(outcome)) }
                    outcomes.append(outcome)
                }
                failure = nil
            } catch { failure = error }
            do { try importer.finish() } catch { throw failure ?? error }
            if let failure { throw failure }
            if json { print(try ImportSummary.json(outcomes, collection: layout.root)) }
            if outcomes.contains(where: { $0.status == .refused }) { throw CommandEnd(.badInput) }
            if outcomes.contains(where: { $0.defects > 0 }) { throw CommandEnd(.defects) }
        } catch let error as ImportError {
            throw CommandEnd(error.code == .diskFull ? .diskFull : .failed, "kabinet: \(error)")
        } catch {
            throw CommandEnd(error)
        }
    }
}
