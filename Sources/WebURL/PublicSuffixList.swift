// SPDX-License-Identifier: EUPL-1.2

import CPSL

/// The list that was compiled into libpsl: read-only memory that lives as long as the process, so any thread may ask.
struct PublicSuffixList: @unchecked Sendable {
    private let handle: OpaquePointer?

    /// Without a list (libpsl can be built so) no name has a registrable domain.
    static let builtIn = PublicSuffixList(handle: psl_builtin())

    /// What of a name in lower-case ASCII lies one label below its public suffix.
    func registrableDomain(of domain: [UInt8]) -> String? {
        guard let handle, !domain.contains(0) else { return nil }
        return (domain.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { name in
            // The answer is a place within `name`.
            name.baseAddress.flatMap { psl_registrable_domain(handle, $0) }.map { String(cString: $0) }
        }
    }
}
