// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Collection

/// Which collection is meant.
struct CollectionOptions: ParsableArguments {
    @Option(
        name: [.short, .customLong("collection")], help: ArgumentHelp("The collection's folder.", valueName: "dir"))
    var collection = "./collection"

    var layout: CollectionLayout { CollectionLayout(root: collection) }
}
