// SPDX-License-Identifier: EUPL-1.2

/// Finds the URLs of a style sheet or of a `style` attribute in one pass over its bytes.
///
/// A tokenizer, not a parser: comments and strings are told from code, so that `content: "url(x)"` is not a link and
/// `url()` in a comment neither. Unterminated forms end where the input ends, as in browsers.
/// Source: CSS Syntax 3 §4 (tokenization), CSS Cascade 5 §2 (`@import`), CSS Images 4 §2.4 (`image-set()`).
struct CSSLinkScanner {
    /// The rule or function a URL stood in.
    enum Form: String {
        case url = "url()"
        case imported = "@import"
        case imageSet = "image-set()"
    }

    private var input: CSSInput
    /// What each open parenthesis belongs to; bounded, deeper ones are only counted.
    private var functions: [Function] = []
    private var uncounted = 0
    private var rule = Rule.none

    private enum Function { case imageSet, other }
    private enum Rule { case none, awaitingImport, ignored }

    private init(_ bytes: UnsafeBufferPointer<UInt8>) {
        input = CSSInput(bytes)
    }

    /// Calls `body` with each URL, unescaped, in order.
    static func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>, Form) -> Void) {
        var scanner = CSSLinkScanner(bytes)
        scanner.run(body)
    }

    private mutating func run(_ body: (UnsafeBufferPointer<UInt8>, Form) -> Void) {
        while let byte = input.peek() {
            switch byte {
            case UInt8(ascii: "/"):
                if !input.skipComment() { input.advance() }
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                string(body)
            case UInt8(ascii: "@"):
                input.advance()
                atRule()
            case UInt8(ascii: "("):
                input.advance()
                open(.other)
            case UInt8(ascii: ")"):
                input.advance()
                close()
            case UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"):
                input.advance()
                rule = .none
                // A parenthesis left open must not swallow the rest.
                functions.removeAll(keepingCapacity: true)
                uncounted = 0
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
                UInt8(ascii: "-"), UInt8(ascii: "\\"), 0x80...:
                identifier(body)
            default:
                input.advance()
            }
        }
    }

    private mutating func string(_ body: (UnsafeBufferPointer<UInt8>, Form) -> Void) {
        let value = input.string()
        switch rule {
        case .awaitingImport:
            rule = .none
            emit(value, .imported, body)
        case .ignored: break
        case .none:
            if uncounted == 0, functions.last == .imageSet { emit(value, .imageSet, body) }
        }
    }

    private mutating func atRule() {
        switch input.name() {
        case .importRule: rule = .awaitingImport
        // A namespace is a name and a document rule a condition: neither is fetched.
        case .ignoredRule: rule = .ignored
        default: rule = .none
        }
    }

    private mutating func identifier(_ body: (UnsafeBufferPointer<UInt8>, Form) -> Void) {
        let name = input.name()
        guard input.peek() == UInt8(ascii: "(") else { return }
        input.advance()
        guard name == .url else {
            open(name == .imageSet ? .imageSet : .other)
            return
        }
        let value = input.url()
        let form: Form = rule == .awaitingImport ? .imported : .url
        let ignored = rule == .ignored
        if rule == .awaitingImport { rule = .none }
        if !ignored { emit(value, form, body) }
    }

    private func emit(
        _ value: CSSInput.Value?, _ form: Form, _ body: (UnsafeBufferPointer<UInt8>, Form) -> Void
    ) {
        switch value {
        case nil: break
        case .plain(let bytes): body(bytes, form)
        case .unescaped(let bytes): bytes.withUnsafeBufferPointer { body($0, form) }
        }
    }

    private mutating func open(_ function: Function) {
        if functions.count < 64 { functions.append(function) } else { uncounted += 1 }
    }

    private mutating func close() {
        if uncounted > 0 { uncounted -= 1 } else { _ = functions.popLast() }
    }
}
