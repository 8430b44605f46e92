// SPDX-License-Identifier: EUPL-1.2

package import ByteStreams

/// Predicts what another validator answers.
package enum ToolForecast {
    /// The answer of a tool about a file, found by doing what the tool does with the file's bytes.
    /// - Throws: `ByteStreamError` if the file cannot be read here.
    package static func answer(of tool: EmulatedTool, path: String) throws(ByteStreamError) -> ToolAnswer {
        do throws(ToolFailure) {
            switch tool {
            case .jhove, .jwat:
                let reader = try JWATReader(path: path, tool)
                try reader.run()
                return reader.answer
            case .warcio:
                let reader = try WarcioReader(path: path)
                try reader.run()
                return reader.answer
            case .jwarc:
                let reader = JwarcReader(path: path)
                try reader.run()
                return reader.answer
            case .fastwarc:
                let reader = try FastWARCReader(path: path)
                try reader.run()
                return reader.answer
            }
        } catch {
            switch error {
            case .unreadable(let error): throw error
            case .stopped(let exception):
                var answer = ToolAnswer(tool, path: path)
                answer.exception = exception
                return answer
            }
        }
    }
}
