// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Diagnostics
import Inspection
import Verification

/// Tells what another validator answers about files.
struct ForecastReport {
    private let tool: EmulatedTool
    private let output: ByteOutput
    private let asJSON: Bool

    init(_ tool: EmulatedTool, _ output: ByteOutput, asJSON: Bool) {
        self.tool = tool
        self.output = output
        self.asJSON = asJSON
    }

    /// Reads the files and ends as the tool would: 4 if it rejects one.
    func run(_ files: [String]) throws {
        var code = ExitCode.done
        var isFirst = true
        if asJSON { output.pending += Array("{\"tool\": \"\(tool.rawValue)\", \"files\": [".utf8) }
        for path in files {
            do throws(ByteStreamError) {
                let answer = try ToolForecast.answer(of: tool, path: path)
                if !answer.accepts, code == .done { code = .defects }
                output.pending += asJSON ? Array((isFirst ? "" : ", ").utf8) + json(answer) : text(answer)
                isFirst = false
            } catch {
                code = .badInput
                Terminal.note("\(path): error: \(error.message)")
            }
            try output.flushIfFull()
        }
        if asJSON { output.pending += Array("]}\n".utf8) }
        try output.flush()
        if code != .done { throw CommandEnd(code) }
    }

    private func text(_ answer: ToolAnswer) -> [UInt8] {
        var text = "\(answer.path): \(tool.title): \(answer.accepts ? "VALID" : "INVALID"), \(answer.records) records"
        if answer.misaligned > 0 { text += ", \(answer.misaligned) misaligned" }
        text += "\n"
        for (diagnostic, count) in answer.diagnostics.sorted(by: { $0.key < $1.key }) {
            text += "  \(diagnostic) = \(count)\n"
        }
        if let exception = answer.exception { text += "  stops with \(exception)\n" }
        return Array(text.utf8)
    }

    private func json(_ answer: ToolAnswer) -> [UInt8] {
        var line = JSONLine()
        line.add("file", answer.path)
        line.add("verdict", answer.accepts ? "VALID" : "INVALID")
        line.add("records", UInt64(answer.records))
        line.add("badDigests", UInt64(answer.badDigests))
        line.add("misaligned", UInt64(answer.misaligned))
        if let exception = answer.exception { line.add("exception", exception) }
        line.addObject("diagnostics") { line in
            for (diagnostic, count) in answer.diagnostics.sorted(by: { $0.key < $1.key }) {
                line.add(name: diagnostic, UInt64(count))
            }
        }
        line.add("summary", answer.summary)
        return line.end()
    }
}
