// SPDX-License-Identifier: EUPL-1.2

/// The basic URL parser (WHATWG URL §4.4) over UTF-8 bytes.
///
/// Each state of the standard is a method that consumes what belongs to it and names the next state, so every byte
/// is looked at a small constant number of times. Validation errors that are no failures are not recorded.
struct AddressParser {
    /// The states that can follow one another; those the standard enters with a pointer rewind are merged.
    enum State {
        case scheme
        case noScheme
        case specialRelativeOrAuthority
        case pathOrAuthority
        case relative
        case relativeSlash
        case specialAuthoritySlashes
        case specialAuthorityIgnoreSlashes
        case authority
        case file
        case fileSlash
        case fileHost
        case pathStart
        case path
        case opaquePath
        case query
        case fragment
        case done
        case failure
    }

    let input: [UInt8]
    let base: AddressParts?
    var position = 0
    var parts = AddressParts()

    /// The byte at the position, nil at the end.
    var current: UInt8? { position < input.count ? input[position] : nil }

    /// The byte after the position, nil beyond the end.
    var following: UInt8? { position + 1 < input.count ? input[position + 1] : nil }

    /// Everything from the position on.
    var remaining: ArraySlice<UInt8> { input[min(position, input.count)...] }

    /// Parses `string` against `base`; nil for failure.
    static func parse(_ string: String, base: WebAddress?) -> WebAddress? {
        guard string.utf8.count <= WebAddress.byteLimit else { return nil }
        var parser = AddressParser(input: stripped(string), base: base.map(AddressParts.init))
        return parser.run()
    }

    /// Without the controls and spaces around it and without tabs and newlines in it.
    private static func stripped(_ string: String) -> [UInt8] {
        var bytes = Array(string.utf8)
        while let last = bytes.last, last <= ASCII.space { bytes.removeLast() }
        let first = bytes.firstIndex { $0 > ASCII.space } ?? bytes.endIndex
        bytes.removeFirst(first)
        bytes.removeAll { $0 == ASCII.tab || $0 == ASCII.lineFeed || $0 == ASCII.carriageReturn }
        return bytes
    }

    private mutating func run() -> WebAddress? {
        var state = State.scheme
        while true {
            switch state {
            case .scheme: state = scheme()
            case .noScheme: state = noScheme()
            case .specialRelativeOrAuthority: state = specialRelativeOrAuthority()
            case .pathOrAuthority: state = pathOrAuthority()
            case .relative: state = relative()
            case .relativeSlash: state = relativeSlash()
            case .specialAuthoritySlashes: state = specialAuthoritySlashes()
            case .specialAuthorityIgnoreSlashes: state = specialAuthorityIgnoreSlashes()
            case .authority: state = authority()
            case .file: state = file()
            case .fileSlash: state = fileSlash()
            case .fileHost: state = fileHost()
            case .pathStart: state = pathStart()
            case .path: state = path()
            case .opaquePath: state = opaquePath()
            case .query: state = query()
            case .fragment: state = fragment()
            case .done: return parts.assembled()
            case .failure: return nil
            }
        }
    }

    /// True for `/`, and for `\` in special addresses.
    func isSlash(_ byte: UInt8?) -> Bool {
        byte == ASCII.slash || (byte == ASCII.backslash && parts.special != nil)
    }

    /// Consumes up to the first byte for which `stops` holds.
    mutating func take(until stops: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let start = position
        while position < input.count, !stops(input[position]) { position += 1 }
        return input[start..<position]
    }
}
