// SPDX-License-Identifier: EUPL-1.2

import CLibXML2

/// The attributes of one element, five pointers each: name, prefix, namespace, value, end of value.
///
/// Valid only during the call it was given to.
struct XMLAttributes {
    private let fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    private let count: Int

    init(_ fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int) {
        self.fields = fields
        self.count = count
    }

    /// The bytes of an attribute by its name without prefix; nil when it is absent.
    func bytes(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? {
        guard let fields else { return nil }
        for index in 0..<max(0, count) {
            let field = fields + index * 5
            guard let local = field[0], xmlStrcmp(local, name.utf8Start) == 0, let start = field[3], let end = field[4],
                end >= start
            else { continue }
            return UnsafeBufferPointer(start: start, count: end - start)
        }
        return nil
    }

    /// The same as text, entities decoded.
    func text(_ name: StaticString) -> String? {
        bytes(name).map { String(decoding: $0, as: UTF8.self) }
    }
}
