// SPDX-License-Identifier: EUPL-1.2

/// Where in its work the program is struck.
enum CrashPlace: String, CaseIterable, Sendable {
    case starting, fetching, writing, rotating, committing, logging, resuming, finishing

    /// The calls that are made there.
    var calls: String {
        switch self {
        case .starting, .resuming: "*.*"
        case .fetching: "net.receive"
        case .writing: "archive.write,archive.sync"
        case .rotating: "archive.create,archive.rename,folder.sync"
        case .committing: "wal.*,database.*,journal.*"
        case .logging: "log.*"
        case .finishing: "index.*,other.*"
        }
    }

    /// The syncs that are made there; nil where there are none.
    var syncs: String? {
        switch self {
        case .starting, .resuming: "*.sync"
        case .fetching, .logging: nil
        case .writing: "archive.sync"
        case .rotating: "folder.sync"
        case .committing: "wal.sync,database.sync,journal.sync"
        case .finishing: "index.sync,other.sync"
        }
    }

    /// The writes that are made there; nil where there are none.
    var writes: String? {
        switch self {
        case .starting, .resuming: "*.write"
        case .fetching, .rotating: nil
        case .writing: "archive.write"
        case .committing: "wal.write,database.write,journal.write"
        case .logging: "log.write"
        case .finishing: "index.write,other.write"
        }
    }

    /// The places of a chain of `count` strikes: the first start, then any in between, and at last the end of the run.
    static func chain(_ count: Int, _ random: inout MomentGenerator) -> [CrashPlace] {
        let between: [CrashPlace] = [.fetching, .writing, .rotating, .committing, .logging, .resuming]
        var places: [CrashPlace] = [.starting]
        var rest: [CrashPlace] = []
        while places.count < count - 1 {
            if rest.isEmpty { rest = between }
            places.append(rest.remove(at: random.next(below: rest.count)))
        }
        return places + [.finishing]
    }
}
