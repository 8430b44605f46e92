// SPDX-License-Identifier: EUPL-1.2

/// What a reader does about each irregularity.
public struct WARCReadingPolicy: Sendable, Hashable {
    /// What to do about one.
    public enum Action: String, Sendable {
        /// Read on and say nothing.
        case ignore
        /// Read on and add a finding.
        case warn
        /// Add a finding and throw it from `WARCReader.next` as a `WARCError`.
        case fail
    }

    private let usual: Action
    private var others: [WARCIrregularity: Action] = [:]

    /// The same action whatever it is.
    public init(_ action: Action) { usual = action }

    /// The action for one irregularity.
    public subscript(_ irregularity: WARCIrregularity) -> Action {
        get { others[irregularity] ?? usual }
        set { others[irregularity] = newValue == usual ? nil : newValue }
    }

    /// Warns of everything; what readers use unless told otherwise.
    public static let lenient = WARCReadingPolicy(.warn)
    /// Fails at the first irregularity.
    public static let strict = WARCReadingPolicy(.fail)
    /// Says nothing.
    public static let silent = WARCReadingPolicy(.ignore)
}
