// SPDX-License-Identifier: EUPL-1.2

import Glibc
import Synchronization

/// Another program: run to its end, or kept running while a test needs it. It never outlives its owner.
package final class ToolProcess: Sendable {
    /// How a program ended and what it said.
    package struct Result {
        /// The exit code; 128 and the signal's number if a signal ended it.
        package let status: Int32
        /// All of its output.
        package let output: String
        /// All of what it wrote to its error output.
        package let errors: String

        /// The lines of the output that are not empty.
        package var lines: [Substring] { output.split(separator: "\n") }
    }

    /// The program could not be started, or took too long.
    package struct Failure: Error, CustomStringConvertible {
        /// What happened.
        package let description: String

        package init(description: String) { self.description = description }
    }

    /// The program's name without its folder.
    package let name: String
    private let folder: TemporaryDirectory
    private let pid: pid_t
    private let ended = Mutex<Int32?>(nil)

    /// Starts a program, in a process group of its own and with the usual signals. Output goes to files, so no pipe fills up.
    package init(
        _ path: String, _ arguments: [String], input: String = "", in directory: String = PackageRoot.path
    ) throws {
        name = String(path.split(separator: "/").last ?? "")
        folder = try TemporaryDirectory()
        try folder.write(Array(input.utf8), to: "input")

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, folder.appending("input"), O_RDONLY, 0)
        for (descriptor, file) in [(Int32(1), "output"), (2, "errors")] {
            let flags = O_WRONLY | O_CREAT | O_TRUNC
            posix_spawn_file_actions_addopen(&actions, descriptor, folder.appending(file), flags, 0o600)
        }
        Descriptors.keepFromChildren()
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var usual = sigset_t()
        sigfillset(&usual)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

        // The call that sets the folder is an extension of the C library that Swift does not see.
        let env = "/usr/bin/env"
        let words = ([env, "-C", directory, path] + arguments).map { strdup($0) }
        defer { words.forEach { free($0) } }
        var made: pid_t = 0
        let code = posix_spawn(&made, env, &actions, &attributes, words + [nil], environ)
        guard code == 0 else { throw Failure(description: "\(path): \(String(cString: strerror(code)))") }
        pid = made
    }

    deinit { stop() }

    /// Runs a program to its end; kills it after `seconds`.
    package static func run(
        _ path: String, _ arguments: [String], input: String = "", in directory: String = PackageRoot.path,
        seconds: Int = 120
    ) async throws -> Result {
        let process = try ToolProcess(path, arguments, input: input, in: directory)
        guard let result = try await process.end(within: seconds) else {
            process.stop()
            throw Failure(
                description:
                    "\(process.name) did not end within \(seconds) s: \(arguments)\n\(process.errors.suffix(2_000))")
        }
        return result
    }

    /// What it has said so far on its output.
    package var output: String { TestFile.text(folder.appending("output")) ?? "" }
    /// What it has said so far as errors.
    package var errors: String { TestFile.text(folder.appending("errors")) ?? "" }

    /// Whether it still runs.
    package var isRunning: Bool { reap() == nil }

    /// Waits for its end; nil if it still runs after `seconds`.
    package func end(within seconds: Int) async throws -> Result? {
        for _ in 0..<(seconds * 50) {
            if let status = reap() { return Result(status: status, output: output, errors: errors) }
            try await Task.sleep(for: .milliseconds(20))
        }
        return nil
    }

    /// Kills it and what it started, and waits until it is gone. Nothing happens if it has ended.
    package func stop() {
        guard reap() == nil else { return }
        kill(-pid, SIGKILL)
        ended.withLock { status in
            guard status == nil else { return }
            var raw: Int32 = 0
            while waitpid(pid, &raw, 0) == -1 && errno == EINTR {}
            status = Self.code(raw)
        }
    }

    private func reap() -> Int32? {
        ended.withLock { status in
            if status == nil {
                var raw: Int32 = 0
                if waitpid(pid, &raw, WNOHANG) == pid { status = Self.code(raw) }
            }
            return status
        }
    }

    /// As a shell has it.
    private static func code(_ raw: Int32) -> Int32 {
        raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + (raw & 0x7F)
    }
}
