// SPDX-License-Identifier: EUPL-1.2

extension AddressParser {
    mutating func file() -> State {
        parts.setScheme(ArraySlice("file".utf8))
        parts.host = []
        if isSlash(current) {
            position += 1
            return .fileSlash
        }
        guard let base, base.special == .file else { return .path }
        parts.copyHierarchy(of: base)
        return afterBase()
    }

    mutating func fileSlash() -> State {
        if isSlash(current) {
            position += 1
            return .fileHost
        }
        if let base, base.special == .file {
            parts.host = base.host
            if !DriveLetter.starts(remaining), DriveLetter.isNormalized(base.path.dropFirst().prefix(2)),
                base.path.count == 3 || base.path[3] == ASCII.slash
            {
                parts.path = Array(base.path.prefix(3))
            }
        }
        return .path
    }

    mutating func fileHost() -> State {
        let start = position
        let host = take { byte in
            byte == ASCII.slash || byte == ASCII.backslash || byte == ASCII.question || byte == ASCII.numberSign
        }
        if DriveLetter.matches(host) {
            position = start
            return .path
        }
        if host.isEmpty {
            parts.host = []
            return .pathStart
        }
        guard let parsed = HostParser.parse(host, isOpaque: false) else { return .failure }
        parts.host = parsed.elementsEqual("localhost".utf8) ? [] : parsed
        return .pathStart
    }
}
