// SPDX-License-Identifier: EUPL-1.2

/// A page of documentation and the tests of its code.
package enum DocumentationPage {
    /// The blocks of Swift code of a Markdown file of the package: their lines, without indentation.
    /// - Throws: ``Missing``.
    package static func code(of path: String) throws -> [[Substring]] {
        var blocks: [[Substring]] = []
        var isInside = false
        for line in try lines(of: path) {
            if isInside, line == "```" {
                isInside = false
            } else if isInside {
                blocks[blocks.count - 1].append(line)
            } else if line == "```swift" {
                isInside = true
                blocks.append([])
            }
        }
        return blocks
    }

    /// The lines of a file of the package, without indentation.
    /// - Throws: ``Missing``.
    package static func lines(of path: String) throws -> [Substring] {
        guard let text = TestFile.text(PackageRoot.appending(path)) else { throw Missing(path: path) }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.drop { $0 == " " } }
    }

    /// There is no such file.
    package struct Missing: Error {
        package let path: String
    }
}
