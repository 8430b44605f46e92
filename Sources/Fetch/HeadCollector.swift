// SPDX-License-Identifier: EUPL-1.2

import HTTPMessage

/// Sorts the header lines that libcurl hands over: interim answers are dropped, the final head is kept, trailers go apart.
///
/// A pure state machine: it is tested without a net.
struct HeadCollector {
    private enum Place {
        case beforeHead
        case insideHead
        case behindHead
    }

    /// The bytes of the head, complete with its blank line when `isComplete`.
    private(set) var head: [UInt8] = []
    /// The lines that came behind the body.
    private(set) var trailers: [UInt8] = []
    private var place = Place.beforeHead
    private var bytesSeen = 0

    /// Whether the final head is complete.
    var isComplete: Bool { place == .behindHead }

    /// Takes one line with its end; false when there is more of a head than `HTTPMessageHead.byteLimit`.
    mutating func take(_ line: UnsafeRawBufferPointer) -> Bool {
        // Interim answers count too: a server that sends them for ever must not be listened to for ever.
        bytesSeen += line.count
        guard bytesSeen <= HTTPMessageHead.byteLimit else { return false }
        switch place {
        case .behindHead: trailers.append(contentsOf: line)
        case .beforeHead:
            head.append(contentsOf: line)
            place = .insideHead
        case .insideHead:
            head.append(contentsOf: line)
            guard Self.isBlank(line) else { break }
            if isInterim {
                head = []
                place = .beforeHead
            } else {
                place = .behindHead
            }
        }
        return true
    }

    /// Whether the head is one of 100 to 199, which announces another (RFC 9110 §15.2). 101 ends HTTP on the connection: it is final.
    private var isInterim: Bool {
        guard let space = head.firstIndex(of: 32) else { return false }
        let code = head[space...].drop { $0 == 32 }.prefix(3)
        return code.count == 3 && code.first == UInt8(ascii: "1") && !code.elementsEqual("101".utf8)
    }

    private static func isBlank(_ line: UnsafeRawBufferPointer) -> Bool {
        line.allSatisfy { $0 == 13 || $0 == 10 }
    }
}
