// SPDX-License-Identifier: EUPL-1.2

package import Collection
import Replay

/// A collection that is shown.
package struct ServedCollection: Sendable {
    /// The first component of its Wayback URLs.
    package let name: String
    /// What people call it.
    package let title: String
    let catalog: CaptureCatalog
    let engine: ReplayEngine
    let lookup: any CaptureLookup

    /// A collection by its catalog; without a title it is called by its name.
    package init(catalog: CaptureCatalog, title: String? = nil) {
        name = catalog.layout.name
        self.title = title.flatMap { $0.isEmpty ? nil : $0 } ?? catalog.layout.name
        self.catalog = catalog
        lookup = catalog
        engine = ReplayEngine(lookup: catalog)
    }
}
