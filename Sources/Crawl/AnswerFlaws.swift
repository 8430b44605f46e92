// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Collection
import Fetch
import HTTPMessage

/// Answers that libcurl takes as whole, although what they say of themselves is not so. They are kept, and not counted as captured.
enum AnswerFlaws {
    /// What is wrong with a success or a 304; nil for sound answers and all others.
    static func flaw(of result: FetchResult, _ head: HTTPResponseHead) -> OutcomeRules.Verdict? {
        switch head.status {
        case 204: return nil
        case 304:
            return hasCondition(result) ? nil : failed("status 304, and the request had no condition")
        case 200..<300: break
        default: return nil
        }
        if let coding = result.removedTransferEncoding.flatMap(foreignCoding) {
            return failed("the transfer coding \(coding) is unknown here: the body is kept with it")
        }
        if result.removedTransferEncoding == nil, let length = wrongLength(head, result.body.count) {
            return failed("Content-Length says \(length), and \(result.body.count) bytes came")
        }
        guard head.status == 206, let range = head.fields["Content-Range"], !isWhole(range) else { return nil }
        return OutcomeRules.Verdict(outcome: .truncated, detail: "status 206, a part: \(range.prefix(80))")
    }

    private static func failed(_ detail: String) -> OutcomeRules.Verdict {
        OutcomeRules.Verdict(outcome: .failed(.protocol), detail: detail)
    }

    private static func hasCondition(_ result: FetchResult) -> Bool {
        String(decoding: result.requestHead, as: UTF8.self).lowercased().split(whereSeparator: \.isNewline).contains {
            $0.hasPrefix("if-none-match:") || $0.hasPrefix("if-modified-since:")
        }
    }

    private static func foreignCoding(_ codings: String) -> String? {
        parts(codings).first { $0.lowercased() != "chunked" && $0.lowercased() != "identity" }
    }

    /// The first length that is not the body's; the same length several times does no harm (RFC 9110 §8.6).
    private static func wrongLength(_ head: HTTPResponseHead, _ count: UInt64) -> String? {
        head.fields.all("Content-Length").flatMap(parts).first { UInt64($0) != count }.map { String($0.prefix(40)) }
    }

    /// Whether a range `bytes 0-78/79` is all there is.
    private static func isWhole(_ range: String) -> Bool {
        let numbers = range.split { !("0"..."9").contains($0) }.compactMap { UInt64($0) }
        return numbers.count == 3 && numbers[0] == 0 && numbers[1] < numbers[2] && numbers[2] - numbers[1] == 1
    }

    private static func parts(_ list: String) -> [String] {
        list.split(separator: ",").map { part in
            let text = part.drop { $0 == " " || $0 == "\t" }
            return String(text.prefix { $0 != " " && $0 != "\t" && $0 != ";" })
        }
    }
}
