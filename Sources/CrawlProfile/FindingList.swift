// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import Yams

/// Collects what is wrong with one YAML file, so that all of it is said and not only the first.
final class FindingList {
    let file: String
    private(set) var findings: [Diagnostic] = []

    init(file: String) {
        self.file = file
    }

    var hasErrors: Bool { findings.contains { $0.severity == .error } }

    /// In the order of the file, whatever the order in which it was checked.
    var inOrder: [Diagnostic] {
        findings.enumerated().sorted { left, right in
            let (first, second) = (Self.position(left.element), Self.position(right.element))
            return first == second ? left.offset < right.offset : first < second
        }.map(\.element)
    }

    func error(at node: Node?, _ message: String, hint: String? = nil) {
        error(at: node?.mark, message, hint: hint)
    }

    func error(at mark: Mark?, _ message: String, hint: String? = nil) {
        error(at: mark.map { SourceLine(line: $0.line, column: $0.column) }, message, hint: hint)
    }

    func error(at place: SourceLine?, _ message: String, hint: String? = nil) {
        findings.append(Diagnostic(.error, at: self.place(place), message, hint: hint))
    }

    func warning(at place: SourceLine?, _ message: String, hint: String? = nil) {
        findings.append(Diagnostic(.warning, at: self.place(place), message, hint: hint))
    }

    private func place(_ place: SourceLine?) -> Diagnostic.Place {
        guard let place else { return .file(file) }
        return .source(file: file, line: place.line, column: place.column)
    }

    private static func position(_ finding: Diagnostic) -> (Int, Int) {
        if case .source(_, let line, let column) = finding.place { (line, column) } else { (0, 0) }
    }
}

/// A place in a text file, counted from 1.
struct SourceLine: Hashable {
    let line: Int
    var column = 1
}
