// SPDX-License-Identifier: EUPL-1.2

/// Puts lines of an index together, straight into a buffer.
struct LineWriter {
    let format: CDXFormat
    let dialect: CDXDialect

    /// Appends one line without a line end.
    func append(_ fields: CaptureFields, to out: inout [UInt8]) {
        switch format {
        case .cdxj: appendJSON(fields, to: &out)
        case .cdx11, .cdx9: appendColumns(fields, to: &out)
        }
    }

    private func mime(_ fields: CaptureFields) -> [UInt8]? {
        guard dialect == .pywb else { return fields.mime }
        return fields.mime.flatMap { $0.isEmpty ? nil : $0 } ?? Array("unk".utf8)
    }

    private func status(_ fields: CaptureFields) -> [UInt8]? {
        guard dialect == .pywb else { return fields.status }
        return fields.mime == CaptureFields.revisitMime ? nil : fields.status
    }

    /// Without `sha1:`, as pywb has it, and in columns with the other dialect without any label.
    private func digest(_ fields: CaptureFields) -> ArraySlice<UInt8>? {
        guard let digest = fields.digest else { return nil }
        if dialect == .pywb { return digest.starts(with: "sha1:".utf8) ? digest.dropFirst(5) : digest[...] }
        guard format != .cdxj, let colon = digest.lastIndex(of: 0x3A) else { return digest[...] }
        return digest[(colon + 1)...]
    }

    private func appendJSON(_ fields: CaptureFields, to out: inout [UInt8]) {
        appendKey(fields.urlkey, to: &out)
        out.append(0x20)
        out.append(contentsOf: fields.timestamp)
        out.append(contentsOf: [0x20, 0x7B])
        let start = out.count
        let skipsEmpty = dialect == .pywb
        func add(_ name: StaticString, _ value: ArraySlice<UInt8>?) {
            guard let value, !(skipsEmpty && (value.isEmpty || value.elementsEqual([0x2D]))) else { return }
            if out.count > start { out.append(contentsOf: [0x2C, 0x20]) }
            out.append(0x22)
            out.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
            out.append(contentsOf: [0x22, 0x3A, 0x20])
            JSONText.append(value, to: &out)
        }
        func addExtras(_ place: ExtraPlace) {
            for extra in fields.extras where self.place(of: extra.name) == place {
                if out.count > start { out.append(contentsOf: [0x2C, 0x20]) }
                JSONText.append(extra.name[...], to: &out)
                out.append(contentsOf: [0x3A, 0x20])
                JSONText.append(extra.value[...], to: &out)
            }
        }
        add("url", fields.url?[...])
        add("mime", mime(fields)?[...])
        addExtras(.behindMime)
        add("status", status(fields)?[...])
        add("digest", digest(fields))
        add("length", Self.decimal(fields.length)[...])
        add("offset", Self.decimal(fields.offset)[...])
        addExtras(.behindOffset)
        add("filename", fields.filename[...])
        addExtras(.behindFilename)
        out.append(0x7D)
    }

    private enum ExtraPlace { case behindMime, behindOffset, behindFilename }

    /// Where a further member stands.
    private func place(of name: [UInt8]) -> ExtraPlace {
        guard dialect == .pywb else { return .behindFilename }
        if name == CaptureFields.detectedMime { return .behindMime }
        return name == CaptureFields.method || name == CaptureFields.requestBody ? .behindOffset : .behindFilename
    }

    private func appendColumns(_ fields: CaptureFields, to out: inout [UInt8]) {
        appendColumn(fields.urlkey[...], to: &out)
        for column in [
            fields.timestamp[...], fields.url?[...], mime(fields)?[...], status(fields)?[...], digest(fields),
        ] {
            out.append(0x20)
            appendColumn(column ?? [], to: &out)
        }
        out.append(contentsOf: [0x20, 0x2D])
        if format == .cdx11 {
            out.append(contentsOf: [0x20, 0x2D, 0x20])
            out.append(contentsOf: Self.decimal(fields.length))
        }
        out.append(0x20)
        out.append(contentsOf: Self.decimal(fields.offset))
        out.append(0x20)
        appendColumn(fields.filename[...], to: &out)
    }

    private func appendColumn(_ column: ArraySlice<UInt8>, to out: inout [UInt8]) {
        if column.isEmpty { out.append(0x2D) }
        for byte in column {
            switch byte {
            case 0x20: out.append(contentsOf: [0x25, 0x32, 0x30])
            case 0x0A: out.append(contentsOf: [0x25, 0x30, 0x41])
            default: out.append(byte)
            }
        }
    }

    /// The key ends where the first space is.
    private func appendKey(_ key: [UInt8], to out: inout [UInt8]) {
        for byte in key { out.append(byte <= 0x20 ? 0x5F : byte) }
    }

    private static func decimal(_ number: UInt64) -> [UInt8] { Array(String(number).utf8) }
}
