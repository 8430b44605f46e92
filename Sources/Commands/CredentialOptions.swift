// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Collection
import Crawl

/// Where the credentials of a crawl are; the values themselves are never on the command line.
struct CredentialOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "File with credentials, one \"name: value\" a line, that only you may read; or set KABINET_CREDENTIAL_<NAME>.",
            valueName: "file"))
    var credentials: String?

    /// The file, with its whole path because the run may be resumed from another folder, and the environment.
    var source: SecretSource {
        SecretSource(
            file: credentials.map { CollectionLayout(root: $0).root }, environment: SecretSource.processEnvironment)
    }
}
