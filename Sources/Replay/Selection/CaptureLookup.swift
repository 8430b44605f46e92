// SPDX-License-Identifier: EUPL-1.2

package import Collection

/// Where replay finds out what was captured. Calls block; they may come from several threads.
///
/// The catalog of a collection is one; tests have another that holds its captures in memory.
package protocol CaptureLookup: Sendable {
    /// All captures whose SURT key is exactly `urlkey`, in time order.
    func captures(urlkey: String) throws -> [CatalogCapture]
    /// At most `limit` captures whose SURT key starts with `urlkeyPrefix`, in key and then time order.
    func captures(urlkeyPrefix: String, limit: Int) throws -> [CatalogCapture]
    /// The path of an archive file of that name; nil when there is none.
    func archivePath(of filename: String) -> String?
}

extension CaptureCatalog: CaptureLookup {
    package func archivePath(of filename: String) -> String? { layout.archivePath(of: filename) }
}
