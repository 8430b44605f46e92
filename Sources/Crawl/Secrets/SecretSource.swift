// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import Glibc

/// Where credentials come from. The path of the file is kept with the run; the values are read again by every process.
package struct SecretSource: Sendable {
    private let file: String?
    private let environment: [String]

    /// A file, and the environment.
    ///
    /// - Parameters:
    ///   - file: The credentials file; nil for the one that the run's settings name, if they do.
    ///   - environment: `NAME=value`, as in environ(7).
    package init(file: String? = nil, environment: [String] = []) {
        (self.file, self.environment) = (file, environment)
    }

    /// The environment of this process.
    package static var processEnvironment: [String] {
        var entries: [String] = []
        var place = environ
        while let entry = place.pointee {
            entries.append(String(cString: entry))
            place += 1
        }
        return entries
    }

    /// The credentials for a run; notes in its settings where they come from and which they are.
    /// - Throws: a `Diagnostic` when the file is not safe, or lacks what the run had when it began.
    func vault(for settings: inout CrawlSettings) throws -> SecretVault {
        settings.credentialsFile = file ?? settings.credentialsFile
        let vault: SecretVault
        do {
            vault = try SecretVault(file: settings.credentialsFile, environment: environment)
        } catch {
            throw Diagnostic(
                .error, "credentials: \(error)",
                hint:
                    "one `name: value` a line, in a file that only you may read, or \(SecretVault.environmentPrefix)NAME"
            )
        }
        let missing = Set(settings.credentialNames ?? []).subtracting(vault.names).sorted()
        guard missing.isEmpty else {
            throw Diagnostic(
                .error,
                "the run began with the credentials \(missing.joined(separator: ", ")), which are not given now",
                hint:
                    "give the file with --credentials, or set \(SecretVault.environmentPrefix)NAME; values are never kept"
            )
        }
        settings.credentialNames = vault.isEmpty ? nil : vault.names
        return vault
    }
}
