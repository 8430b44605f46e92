// SPDX-License-Identifier: EUPL-1.2

/// Numbers of bytes and seconds as people read them.
enum ByteText {
    /// `812 B`, `14.2 kB`, `3.4 MB`: powers of 1000.
    static func size(_ bytes: Int64) -> String {
        guard bytes >= 1000 else { return "\(bytes) B" }
        var value = Double(bytes)
        var unit = "B"
        for next in ["kB", "MB", "GB", "TB"] {
            guard value >= 1000 else { break }
            (value, unit) = (value / 1000, next)
        }
        return "\(tenths(value)) \(unit)"
    }

    /// `12 s`, `3 min 4 s`, `2 h 5 min`.
    static func duration(_ seconds: Double) -> String {
        let total = Int(seconds.rounded())
        if total < 60 { return "\(total) s" }
        return total < 3600 ? "\(total / 60) min \(total % 60) s" : "\(total / 3600) h \(total % 3600 / 60) min"
    }

    /// One digit after the point.
    static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
