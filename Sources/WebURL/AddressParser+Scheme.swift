// SPDX-License-Identifier: EUPL-1.2

extension AddressParser {
    /// Scheme start and scheme state.
    mutating func scheme() -> State {
        guard let first = current, ASCII.isAlpha(first) else { return .noScheme }
        let name = take { byte in
            !ASCII.isAlpha(byte) && !ASCII.isDigit(byte) && byte != UInt8(ascii: "+") && byte != UInt8(ascii: "-")
                && byte != ASCII.dot
        }
        guard current == ASCII.colon else {
            position = 0
            return .noScheme
        }
        position += 1
        parts.setScheme(name)
        if parts.special == .file { return .file }
        if parts.special != nil {
            return base?.scheme == parts.scheme ? .specialRelativeOrAuthority : .specialAuthoritySlashes
        }
        if current == ASCII.slash {
            position += 1
            return .pathOrAuthority
        }
        parts.hasOpaquePath = true
        return .opaquePath
    }

    mutating func noScheme() -> State {
        guard let base else { return .failure }
        if base.hasOpaquePath {
            guard current == ASCII.numberSign else { return .failure }
            parts.setScheme(base.scheme[...])
            parts.copyHierarchy(of: base)
            parts.hasOpaquePath = true
            position += 1
            return .fragment
        }
        return base.special == .file ? .file : .relative
    }

    mutating func specialRelativeOrAuthority() -> State {
        guard current == ASCII.slash, following == ASCII.slash else { return .relative }
        position += 2
        return .specialAuthorityIgnoreSlashes
    }

    mutating func pathOrAuthority() -> State {
        guard current == ASCII.slash else { return .path }
        position += 1
        return .authority
    }

    mutating func relative() -> State {
        guard let base else { return .failure }
        parts.setScheme(base.scheme[...])
        if isSlash(current) {
            position += 1
            return .relativeSlash
        }
        parts.copyHierarchy(of: base)
        return afterBase()
    }

    /// What follows when a reference starts from the base's path: query, fragment, nothing, or new segments.
    mutating func afterBase() -> State {
        switch current {
        case ASCII.question:
            position += 1
            return .query
        case ASCII.numberSign:
            position += 1
            return .fragment
        case nil:
            return .done
        default:
            parts.query = nil
            if parts.special == .file, DriveLetter.starts(remaining) {
                parts.path = []
            } else {
                parts.shortenPath()
            }
            return .path
        }
    }

    mutating func relativeSlash() -> State {
        if parts.special != nil, isSlash(current) {
            position += 1
            return .specialAuthorityIgnoreSlashes
        }
        if current == ASCII.slash {
            position += 1
            return .authority
        }
        if let base {
            parts.copyHierarchy(of: base)
            parts.path = []
            parts.query = nil
        }
        return .path
    }
}
