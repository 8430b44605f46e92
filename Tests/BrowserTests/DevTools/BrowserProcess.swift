// SPDX-License-Identifier: EUPL-1.2

import Glibc
import Synchronization
import TestSupport

/// A running Chromium in a process group of its own, with an empty profile, and the socket that commands it.
///
/// It is killed, and its profile removed, when the last reference goes; `end()` does it sooner.
final class BrowserProcess: Sendable {
    /// Our end of the socket that is the browser's descriptors 3 and 4.
    let socket: Int32
    private let id: pid_t
    private let folder: TemporaryDirectory
    private let hasEnded = Mutex(false)

    struct CannotStart: Error { let errno: Int32 }

    /// Starts the program with these arguments besides the usual ones.
    init(_ program: String, arguments: [String]) throws {
        let folder = try TemporaryDirectory()
        var pair: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &pair) == 0 else {
            throw CannotStart(errno: errno)
        }
        // Above the numbers that it is given in the browser, or setting one of them would close another.
        let far = fcntl(pair[1], F_DUPFD_CLOEXEC, 20)
        close(pair[1])
        defer { close(far) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let log = folder.appending("log")
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        posix_spawn_file_actions_adddup2(&actions, far, 3)
        posix_spawn_file_actions_adddup2(&actions, far, 4)
        Descriptors.keepFromChildren()
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        let all = [program] + Self.usual + ["--user-data-dir=" + folder.appending("profile")] + arguments
        var strings = all.map { strdup($0) } + [nil]
        defer { for string in strings { free(string) } }
        var id = pid_t()
        let result = posix_spawn(&id, program, &actions, &attributes, &strings, environ)
        guard result == 0 else {
            close(pair[0])
            throw CannotStart(errno: result)
        }
        (self.id, self.folder, socket) = (id, folder, pair[0])
    }

    deinit {
        end()
        close(socket)
    }

    /// What the browser wrote to its standard error, the last part.
    var log: String { String((TestFile.text(folder.appending("log")) ?? "").suffix(2000)) }

    /// Kills the whole group and waits until nothing of it is left.
    func end() {
        let isFirst = hasEnded.withLock { ended in
            defer { ended = true }
            return !ended
        }
        guard isFirst else { return }
        // Whoever still reads from the socket gets its end.
        shutdown(socket, Int32(SHUT_RDWR))
        kill(-id, SIGKILL)
        var status: Int32 = 0
        waitpid(id, &status, 0)
        for _ in 0..<200 where kill(-id, 0) == 0 { usleep(5000) }
    }

    /// No network of the browser's own, no first-run pages; a page may do what it may for a person who clicks.
    private static let usual = [
        "--headless=new", "--no-sandbox", "--remote-debugging-pipe", "--no-first-run", "--no-default-browser-check",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps",
        "--disable-extensions", "--disable-domain-reliability", "--disable-client-side-phishing-detection",
        "--disable-breakpad", "--disable-crash-reporter", "--metrics-recording-only", "--no-proxy-server",
        "--disable-search-engine-choice-screen", "--disable-gpu", "--disable-dev-shm-usage", "--mute-audio",
        "--hide-scrollbars", "--password-store=basic", "--lang=en-GB", "--force-color-profile=srgb",
        "--window-size=1280,900", "--autoplay-policy=no-user-gesture-required", "--disable-popup-blocking",
        "about:blank",
    ]
}
