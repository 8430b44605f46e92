// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

/// Where the outputs of many inputs go: under their own names in another folder.
struct RewritePlaces {
    private let outputDirectory: String?
    private let mayReplace: Bool
    private let inputs: Set<FileIdentity>
    /// A folder for what is only needed during the run.
    let scratchDirectory: String

    /// - Throws: `.badInput` for a file that is missing or still being written, `.unsupported` for two of the same name.
    init(_ paths: [String], outputDirectory: String?, mayReplace: Bool) throws(RewriteError) {
        self.outputDirectory = outputDirectory
        self.mayReplace = mayReplace
        scratchDirectory = outputDirectory ?? "/var/tmp"
        var inputs: Set<FileIdentity> = []
        var names: [String: String] = [:]
        for path in paths {
            guard let identity = FileIdentity(of: path) else {
                throw RewriteError(.badInput, path: path, "there is no such file")
            }
            guard !path.hasSuffix(WARCFileName.openSuffix) else {
                throw RewriteError(
                    .badInput, path: path, "is still being written, or was left so by a crash",
                    hint: "kabinet mend closes it")
            }
            guard inputs.insert(identity).inserted else {
                throw RewriteError(.unsupported, path: path, "was named twice")
            }
            if let other = names.updateValue(path, forKey: ArchiveName.last(of: path)) {
                throw RewriteError(
                    .unsupported, path: path, "has the same name as \(other)", hint: "rewrite them in two runs")
            }
        }
        self.inputs = inputs
    }

    /// The output of one input; nil if nothing is to be written.
    func output(for path: String) throws(RewriteError) -> RewriteOutput? {
        guard let outputDirectory else { return nil }
        return try RewriteOutput(
            path: outputDirectory + "/" + ArchiveName.last(of: path), mayReplace: mayReplace, inputs: inputs)
    }
}
