// SPDX-License-Identifier: EUPL-1.2

/// What changes a body on its way out.
enum BodyFilter {
    /// Nothing.
    case identity
    case html(HTMLRewriter)
    /// A style sheet is rewritten as a whole, up to a size beyond which it passes as it is.
    case stylesheet(held: [UInt8], ReplayLinks)

    /// Style sheets beyond 16 MiB are not held.
    static let stylesheetLimit = 16 << 20

    var isIdentity: Bool {
        if case .identity = self { true } else { false }
    }

    mutating func write(_ bytes: UnsafeRawBufferPointer, to output: inout [UInt8]) {
        switch self {
        case .identity: output.append(contentsOf: bytes)
        case .html(var rewriter):
            // Without this the rewriter's buffers would be shared by two owners and copied at each write.
            self = .identity
            rewriter.write(bytes, to: &output)
            self = .html(rewriter)
        case .stylesheet(var held, let links):
            self = .identity
            held.append(contentsOf: bytes)
            if held.count > Self.stylesheetLimit {
                output += held
            } else {
                self = .stylesheet(held: held, links)
            }
        }
    }

    mutating func finish(to output: inout [UInt8]) {
        switch self {
        case .identity: break
        case .html(var rewriter): rewriter.finish(to: &output)
        case .stylesheet(let held, let links): output += StylesheetRewriter.rewritten(held, links: links)
        }
        self = .identity
    }
}
