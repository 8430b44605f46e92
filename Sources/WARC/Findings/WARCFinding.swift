// SPDX-License-Identifier: EUPL-1.2

public import Diagnostics

/// One irregularity at one place of one file.
public struct WARCFinding: Sendable, Hashable {
    /// What kind of irregularity.
    public let irregularity: WARCIrregularity
    /// The file as it was named.
    public let path: String
    /// The byte of the file (compressed, where it is) at which the record or member in question starts.
    public let offset: UInt64
    /// What was found and what was expected; one sentence without a full stop.
    public let message: String
    /// What it leads to or what to do about it; nil if nothing comes to mind.
    public let hint: String?

    /// A finding of these parts.
    public init(
        _ irregularity: WARCIrregularity, path: String, offset: UInt64, _ message: String, hint: String? = nil
    ) {
        self.irregularity = irregularity
        self.path = path
        self.offset = offset
        self.message = message
        self.hint = hint
    }

    /// How much it weighs.
    public var severity: Diagnostic.Severity { irregularity.severity }

    /// The same with its place, to be printed.
    public var diagnostic: Diagnostic {
        Diagnostic(severity, at: .offset(file: path, offset: offset), message, hint: hint)
    }

    /// The same as a reason to stop.
    var error: WARCError {
        let code: WARCError.Code =
            switch irregularity {
            case .cutMember, .cutBlock, .headerCut: .truncated
            default: .corrupt
            }
        return WARCError(code, path: path, offset: offset, message, hint: hint)
    }
}
