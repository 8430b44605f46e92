// SPDX-License-Identifier: EUPL-1.2

import Synchronization

/// Stops a crawl from outside: the first press lets running fetches finish, the second cuts them off. Any thread may press it.
package final class StopSwitch: Sendable {
    /// How hard the switch was pressed.
    package enum Level: Int, Sendable {
        case none, soft, hard
    }

    private struct State {
        var level = Level.none
        var reason: CrawlEnd.Cause?
        var onChange: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    package init() {}

    /// How hard it was pressed so far.
    package var level: Level { state.withLock { $0.level } }

    /// Goes one level on.
    package func press() {
        let onChange = state.withLock { state in
            state.level = Level(rawValue: state.level.rawValue + 1) ?? .hard
            return state.onChange
        }
        onChange?()
    }

    /// Why a watcher wants the crawl to end; nil while none does. The first has its way.
    package var reason: CrawlEnd.Cause? { state.withLock { $0.reason } }

    /// Ends the crawl for a reason of its own: a limit that is watched from outside, a disk that fills.
    package func end(_ reason: CrawlEnd.Cause) {
        let onChange = state.withLock { state in
            state.reason = state.reason ?? reason
            return state.onChange
        }
        onChange?()
    }

    /// Sets what is called after a press; a press that came before calls it at once.
    func onChange(_ body: @escaping @Sendable () -> Void) {
        let isPressed = state.withLock { state in
            state.onChange = body
            return state.level != .none || state.reason != nil
        }
        if isPressed { body() }
    }
}
