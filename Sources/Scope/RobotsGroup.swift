// SPDX-License-Identifier: EUPL-1.2

/// The rules that one or more `User-agent` lines are followed by.
struct RobotsGroup: Sendable {
    /// Product tokens in lower case, or `*`.
    var agents: Set<[UInt8]> = []
    var rules: [RobotsRule] = []
    var crawlDelay: Double?

    /// The product token at the start of a name: up to a slash or white space, in lower case.
    static func token(_ name: ArraySlice<UInt8>) -> [UInt8] {
        name.prefix { $0 != UInt8(ascii: "/") && $0 > UInt8(ascii: " ") && $0 != UInt8(ascii: ";") }
            .map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }
}
