// SPDX-License-Identifier: EUPL-1.2

package import ByteStreams
import Yams

/// `collection.yaml`: what the collection is called, whose it is, and which period it covers.
package struct CollectionDescription: Sendable, Hashable {
    package var title: String
    package var owner: String?
    /// First and last day of the period, `yyyy-MM-dd`.
    package var from, to: String?

    package init(title: String, owner: String? = nil, from: String? = nil, to: String? = nil) {
        (self.title, self.owner, self.from, self.to) = (title, owner, from, to)
    }

    /// Reads the file; keys that this version does not know are left for those that do.
    package static func read(_ layout: CollectionLayout) throws(CollectionError) -> CollectionDescription {
        let path = layout.descriptionPath
        do {
            guard FileSystem.exists(path) else { return CollectionDescription(title: layout.name) }
            let file = try OpenFile(reading: path)
            let bytes = try file.read(at: 0, count: Int(clamping: min(file.size(), 1 << 20)))
            guard let node = try Yams.compose(yaml: String(decoding: bytes, as: UTF8.self)) else {
                return CollectionDescription(title: layout.name)
            }
            return CollectionDescription(
                title: node["title"]?.string ?? layout.name, owner: node["owner"]?.string,
                from: node["period"]?["from"]?.string, to: node["period"]?["to"]?.string)
        } catch let error as YamlError {
            throw CollectionError(.badDescription, path: path, "\(error)", hint: "correct the file; it is plain YAML")
        } catch {
            throw CollectionError(.badDescription, path: path, "\(error)")
        }
    }

    /// Writes the file unless there is one: what people wrote into it is never overwritten.
    package func writeIfMissing(_ layout: CollectionLayout) throws(ByteStreamError) {
        guard !FileSystem.exists(layout.descriptionPath) else { return }
        var lines = ["# What this collection is; see `kabinet init --help`.", "title: \(Self.quoted(title))"]
        if let owner { lines.append("owner: \(Self.quoted(owner))") }
        if from != nil || to != nil {
            lines.append("period:")
            if let from { lines.append("  from: \(Self.quoted(from))") }
            if let to { lines.append("  to: \(Self.quoted(to))") }
        }
        try FileSystem.writeAtomically(
            layout.descriptionPath, Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    /// False for what YAML does not allow as it is (§5.1) or takes for the end of a line (YAML 1.1 §4.2).
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: false
        default: true
        }
    }

    /// A double-quoted YAML scalar (YAML 1.2 §7.3.1).
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            default:
                if !isPlain(scalar) {
                    let hex = String(scalar.value, radix: 16)
                    let (letter, width) = scalar.value < 0x100 ? ("x", 2) : ("u", 4)
                    quoted += "\\" + letter + String(repeating: "0", count: width - hex.utf8.count) + hex
                } else {
                    quoted.unicodeScalars.append(scalar)
                }
            }
        }
        return quoted + "\""
    }
}
