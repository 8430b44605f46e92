// SPDX-License-Identifier: EUPL-1.2

import Glibc
import TestSupport

/// The program itself, as users start it.
final class KabinetProcess {
    /// The program that was built along with the tests, or the one that `KABINET_BINARY` names; nil when there is none.
    static let path: String? = {
        if let named = getenv("KABINET_BINARY") { return executable(String(cString: named)) }
        var buffer = [CChar](repeating: 0, count: 4097)
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        guard count > 0 else { return nil }
        let own = String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard let slash = own.lastIndex(of: "/") else { return nil }
        return executable(own[..<slash] + "/kabinet")
    }()

    static let missing = "needs the built program: `swift build --product kabinet`, or KABINET_BINARY=<path>"

    private static func executable(_ path: String) -> String? { access(path, X_OK) == 0 ? path : nil }

    /// How it ended.
    enum End: Hashable {
        case exit(Int32)
        case signal(Int32)
    }

    private let id: pid_t
    private var end: End?
    /// Kilobytes of memory at its fullest, as far as `poll` saw it.
    ///
    /// From `/proc` and not from `wait4`: what that tells starts at the memory of the process that started this one.
    private(set) var peakKilobytes = 0

    /// Starts the program; what it prints goes to the file at `output`. `environment` is added to that of the tests.
    init(_ arguments: [String], output: String, environment: [String: String] = [:]) throws {
        guard let path = Self.path else { throw Failure(errno: ENOENT) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        Descriptors.keepFromChildren()
        var strings = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for string in strings { free(string) } }
        // The first of a name counts.
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + Self.inherited.map { strdup($0) } + [nil]
        defer { for variable in variables { free(variable) } }
        var id = pid_t()
        let result = posix_spawn(&id, path, &actions, nil, &strings, &variables)
        guard result == 0 else { throw Failure(errno: result) }
        self.id = id
    }

    deinit {
        guard end == nil else { return }
        kill(id, SIGKILL)
        var status: Int32 = 0
        waitpid(id, &status, 0)
    }

    private static var inherited: [String] {
        var variables: [String] = []
        var place = environ
        while let variable = place.pointee {
            variables.append(String(cString: variable))
            place += 1
        }
        return variables
    }

    struct Failure: Error { let errno: Int32 }

    func send(_ signal: Int32) { if end == nil { kill(id, signal) } }

    /// How it ended, nil while it runs.
    func poll() -> End? {
        if let end { return end }
        let line = TestFile.text("/proc/\(id)/status")?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        if let peak = line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap({ Int($0) }) {
            peakKilobytes = peak
        }
        var status: Int32 = 0
        guard waitpid(id, &status, WNOHANG) == id else { return nil }
        let signal = status & 0x7F
        end = signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
        return end
    }

    /// Waits for its end.
    func ended() async throws -> End {
        while true {
            if let end = poll() { return end }
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
