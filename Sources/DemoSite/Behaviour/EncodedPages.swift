// SPDX-License-Identifier: EUPL-1.2

/// Pages in character encodings other than UTF-8.
enum EncodedPages {
    static func response(_ encoding: DemoBehaviour.Encoding) -> DemoResponse {
        let text = page(meta: encoding == .windows ? "<meta charset=\"windows-1252\">" : "")
        let type =
            switch encoding {
            case .latin1: "text/html; charset=ISO-8859-1"
            case .broken: "text/html; charset=utf-8"
            case .windows, .undeclared, .utf16: "text/html"
            }
        let bytes: [UInt8] =
            switch encoding {
            case .latin1, .windows, .undeclared: text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
            case .utf16: [0xff, 0xfe] + text.utf16.flatMap { $0.littleEndianBytes }
            case .broken: Array(text.utf8) + [0xc3, 0x28, 0xff, 0xfe, 0xed, 0xa0, 0x80, 0xf8] + Array("</p>".utf8)
            }
        return DemoResponse(fields: [DemoField("Content-Type", type)], body: [.bytes(bytes)])
    }

    /// Only characters up to U+00FF, so that each is one byte of Latin-1.
    private static func page(meta: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="nl"><head>\(meta)<title>Café Überdijk: één coöperatie</title></head>
        <body><h1>Café Überdijk</h1><p><a href="/tags/co%C3%B6peratie">coöperatie</a> <a href="/about?naam=ïsland">ïsland</a></p>
        <p>£ § © ® ¼ ½ ¾ ñ ß ø å æ
        """
    }
}
