// SPDX-License-Identifier: EUPL-1.2

import Glibc
import TestSupport

/// The library of `Tests/Interposer` that stands between the program and the C library.
enum Interposer {
    /// Path of the library, built when first asked for with the compiler that Swift brings.
    static func library() async throws -> String { try await built.value.appending("interposer.so") }

    private static let built = Task {
        let folder = try TemporaryDirectory()
        let sources = ["interposer.c", "unsynced.c"].map { PackageRoot.appending("Tests/Interposer/" + $0) }
        let result = try await ToolProcess.run(
            "/usr/bin/env",
            [
                "clang", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o",
                folder.appending("interposer.so"),
            ]
                + sources)
        guard result.status == 0 else { throw ToolProcess.Failure(description: result.errors) }
        return folder
    }
}

/// What is to happen to a run of the program, and at which of its calls.
struct Fault: Sendable, CustomStringConvertible {
    enum Action: String, Sendable {
        /// Nothing: calls are counted.
        case count
        /// SIGKILL; what was written is there.
        case kill
        /// SIGKILL, and what was not synced is gone, or some of it.
        case powerCut = "cut"
        /// From the call on, syncs of that kind fail, and what they should have brought to the disk is gone.
        case failedSync = "fail"
        /// No byte more is written than so many.
        case fullDisk = "full"
        /// Connections break, one in so many receipts.
        case hangUp = "hangup"
    }

    enum Moment: String, Sendable, CaseIterable { case before, half, after }

    var action = Action.count
    /// Which calls are meant, in the words of `interposer.c`.
    var calls = "*.*"
    var number = 0
    var moment = Moment.before
    var seed: UInt64 = 0
    /// How much of what was not synced survives, in a hundred.
    var survival = 0

    var description: String {
        switch action {
        case .count: "nothing"
        case .kill: "killed \(moment) call \(number) of \(calls)"
        case .powerCut: "power cut \(moment) call \(number) of \(calls), \(survival) % survive, seed \(seed)"
        case .failedSync: "sync \(number) of \(calls) and those after it fail"
        case .fullDisk: "disk full after \(number) bytes to \(calls)"
        case .hangUp: "one in \(number) receipts is the last of its connection, seed \(seed)"
        }
    }

    /// The variables that bring it about, for a collection at `root`; `folder` is for what is needed on the way.
    func environment(root: String, folder: TemporaryDirectory) async throws -> [String: String] {
        mkdir(folder.appending("attic"), 0o755)
        return [
            "LD_PRELOAD": try await Interposer.library(), "INTERPOSER_ROOT": root,
            "INTERPOSER_TALLY": folder.appending("tally"), "INTERPOSER_ATTIC": folder.appending("attic"),
            "INTERPOSER_ACTION": action.rawValue, "INTERPOSER_CALLS": calls, "INTERPOSER_AT": String(number),
            "INTERPOSER_MOMENT": moment.rawValue, "INTERPOSER_SEED": String(seed),
            "INTERPOSER_SURVIVAL": String(survival),
        ]
    }
}

/// What the library counted.
struct FaultTally {
    private static let kinds = [
        "none", "archive", "spool", "database", "wal", "journal", "log", "index", "other", "folder", "net",
    ]
    private static let calls = ["create", "write", "sync", "rename", "resize", "remove", "receive"]

    /// Calls by their name, `archive.write`.
    let counts: [String: Int]
    /// The call at which the fault came about; nil if it did not.
    let struck: String?
    /// Connections that were cut or refused.
    let hangUps: Int

    init(_ folder: TemporaryDirectory) throws {
        guard let file = fopen(folder.appending("tally"), "rb") else { throw Missing() }
        defer { fclose(file) }
        let count = Self.kinds.count * Self.calls.count
        var words = [UInt64](repeating: 0, count: count + 5)
        guard fread(&words, 8, words.count, file) == words.count else { throw Missing() }
        var counts: [String: Int] = [:]
        for (row, kind) in Self.kinds.enumerated() {
            for (column, call) in Self.calls.enumerated() {
                let number = words[row * Self.calls.count + column]
                if number > 0 { counts["\(kind).\(call)"] = Int(clamping: number) }
            }
        }
        self.counts = counts
        struck =
            words[count] == 0
            ? nil : Self.kinds[Int(words[count + 1])] + "." + Self.calls[Int(words[count + 2])]
        hangUps = Int(clamping: words[count + 4])
    }

    /// How many of the calls that a fault means there were.
    func number(of calls: String) -> Int {
        calls.split(separator: ",").reduce(0) { sum, pattern in
            let parts = pattern.split(separator: ".")
            return sum
                + counts.reduce(0) { sum, count in
                    let name = count.key.split(separator: ".")
                    let isMeant =
                        (parts[0] == "*" && name[0] != "net" || parts[0] == name[0])
                        && (parts[1] == "*" || parts[1] == name[1])
                    return isMeant ? sum + count.value : sum
                }
        }
    }

    /// The library was not loaded.
    struct Missing: Error {}
}
