// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import DequeModule

/// What the frontier keeps in memory of one account's URLs at one host: a window on them.
struct QueueState: Sendable {
    /// Small, because what a page needs is found after its neighbours were claimed and has to wait for them; larger where the
    /// ledger would else be slower than the host.
    static let smallestWindow = 8
    static let largestWindow = 256

    let key: URLQueue
    let account: Int
    var group: Int
    /// URLs that were claimed from the ledger and not yet started.
    var window: Deque<QueuedURL> = []
    /// URLs that are claimed at once.
    var windowSize = smallestWindow
    /// URLs that wait in the ledger.
    var inStore = 0
    /// Fetches that run.
    var running = 0
    /// A claim that is on its way.
    var claim = Claim.none
    /// URLs that entered the ledger while a claim was on its way: the answer may or may not know of them.
    var addedMeanwhile = 0
    /// The ledger has nothing that is due before this.
    var nextDue: ArchiveDate?
    /// Number of the agenda's entry for `nextDue`.
    var ticket = 0
    /// True while it has a place in its group's turns, or among those that want a claim early.
    var hasTurn = false
    var isWishing = false
    /// True while its account is paused.
    var isPaused = false

    enum Claim: Sendable {
        case none
        /// Ahead of need: the window is not empty yet.
        case early
        /// In the group's turn, which waits for it.
        case inTurn
    }

    init(key: URLQueue, account: Int, group: Int) { (self.key, self.account, self.group) = (key, account, group) }

    /// URLs that wait, in memory or in the ledger.
    var waiting: Int { window.count + inStore }
    /// True when the ledger can be asked for more.
    var canClaim: Bool { inStore > 0 && nextDue == nil && claim == .none }
    /// True when a turn would lead to something.
    var wantsTurn: Bool { !isPaused && !hasTurn && claim != .inTurn && (!window.isEmpty || canClaim) }
    /// True when the next claim should be made before the window is empty.
    var wantsEarlyClaim: Bool {
        !isPaused && !isWishing && canClaim && !window.isEmpty && window.count <= windowSize / 4
    }
    /// True when it can be forgotten.
    var isOver: Bool { waiting == 0 && running == 0 && claim == .none }
}
