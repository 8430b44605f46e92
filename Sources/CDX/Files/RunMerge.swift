// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// Merges sorted runs of lines into one, exact repetitions dropped: a heap of the lines that the runs stand at.
struct RunMerge {
    private var heap: [RunCursor] = []

    /// Runs of our own, and files that somebody else may have written, whose order is checked.
    init(runs: [OpenFile], files: [any IndexLineSource]) throws(CDXError) {
        for run in runs { heap.append(try RunCursor(IndexLineReader(file: run, offset: 0), isChecked: false)) }
        for file in files { heap.append(try RunCursor(file, isChecked: true)) }
        heap.removeAll { $0.isAtEnd }
        for index in heap.indices.reversed() { sift(from: index) }
    }

    /// Hands over the lines in order.
    mutating func forEachLine(_ body: (ArraySlice<UInt8>) throws -> Void) throws {
        var last: [UInt8]?
        while let cursor = heap.first {
            if last != cursor.line {
                last = cursor.line
                try body(cursor.line[...])
            }
            try cursor.advance()
            if cursor.isAtEnd {
                let other = heap.removeLast()
                if !heap.isEmpty { heap[0] = other }
            }
            sift(from: 0)
        }
    }

    private mutating func sift(from start: Int) {
        var index = start
        while true {
            var least = index
            for child in [2 * index + 1, 2 * index + 2]
            where child < heap.count && ByteOrder.isLess(heap[child].line[...], heap[least].line[...]) {
                least = child
            }
            guard least != index else { return }
            heap.swapAt(index, least)
            index = least
        }
    }
}

/// Stands at one line of a sorted run.
private final class RunCursor {
    private(set) var line: [UInt8] = []
    private(set) var isAtEnd = false
    private let source: any IndexLineSource
    private let isChecked: Bool

    init(_ source: any IndexLineSource, isChecked: Bool) throws(CDXError) {
        self.source = source
        self.isChecked = isChecked
        try advance()
    }

    func advance() throws(CDXError) {
        guard let next = try source.next() else {
            isAtEnd = true
            return
        }
        if isChecked, ByteOrder.isLess(next, line[...]) {
            throw CDXError(
                .unsorted, path: source.place.path, offset: source.place.offset,
                "the line is not in byte order after the one before it",
                hint: "sort the file with LC_ALL=C sort")
        }
        line = Array(next)
    }
}
