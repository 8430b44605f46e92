// SPDX-License-Identifier: EUPL-1.2

/// The rules of CONTRIBUTING.md that a machine can check. Each returns `path:line: what is wrong`, empty when all is well.
struct HouseRules {
    let table: FloorTable
    let files: [SourceFile]

    static let longestFile = 400
    static let forbiddenNames = ["Utils", "Utilities", "Helper", "Helpers", "Manager", "Common", "Misc"]
    static let licence = "// SPDX-License-Identifier: EUPL-1.2"

    func importViolations() -> [String] {
        files.flatMap { file in
            file.imports.compactMap { line, imported in
                table.objection(to: imported, in: file.module).map { "\(file.path):\(line): \($0)" }
            }
        }
    }

    func lengthViolations() -> [String] {
        files.compactMap { file in
            let count = file.lines.count
            return count > Self.longestFile
                ? "\(file.path):\(Self.longestFile + 1): \(count) lines, at most \(Self.longestFile)" : nil
        }
    }

    /// `Package.swift` has the version of the tools on its first line and the licence on its second.
    func licenceViolations() -> [String] {
        files.compactMap { file in
            let lines = file.lines.drop { $0.hasPrefix("// swift-tools-version") }
            return lines.first.map(String.init) == Self.licence ? nil : "\(file.path):1: expected \(Self.licence)"
        }
    }

    func nameViolations() -> [String] {
        files.flatMap { file in
            let stem = file.name.prefix { $0 != "." && $0 != "+" }
            let parts = file.path.split(separator: "/").dropLast().map(String.init) + [String(stem)]
            return Self.forbiddenNames.filter { word in parts.contains { $0.hasSuffix(word) } }
                .map { "\(file.path):1: the name \($0) says nothing of what is in it" }
        }
    }

    /// A type with a module's name makes qualified look-up impossible in every file that imports both.
    func sharedNameViolations() -> [String] {
        files.flatMap { file in
            file.types.filter { table.floors[$0.name] != nil }
                .map { "\(file.path):\($0.line): the type \($0.name) has the name of a module" }
        }
    }

    func unknownModuleViolations() -> [String] {
        Set(files.map(\.module)).subtracting(table.floors.keys).sorted()
            .map { "Sources/\($0):1: the module \($0) is not in the table of floors" }
    }
}
