// SPDX-License-Identifier: EUPL-1.2

import CCurl

/// The one owner of a libcurl multi handle.
///
/// Only the engine's thread may call it, except for `wakeUp`, which any thread may call while the inbox is open
/// (curl_multi_wakeup(3)): hence `@unchecked Sendable`.
final class CurlMulti: @unchecked Sendable {
    /// A transfer that ended.
    struct Ended {
        let easy: UnsafeMutableRawPointer
        let code: CURLcode
    }

    private let handle: UnsafeMutableRawPointer
    private var isClosed = false

    init(idleConnections: Int) {
        guard CurlLibrary.isReady, let handle = curl_multi_init() else { fatalError("libcurl cannot be initialised") }
        self.handle = handle
        kabinet_multi_setopt_long(handle, CURLMOPT_MAXCONNECTS, max(1, idleConnections))
    }

    deinit { close() }

    /// Closes all connections and gives the handle back; nothing may be called afterwards.
    func close() {
        guard !isClosed else { return }
        isClosed = true
        curl_multi_cleanup(handle)
    }

    /// Ends a `wait`, now or the next one.
    func wakeUp() { curl_multi_wakeup(handle) }

    /// Starts a transfer; false when libcurl refuses.
    func add(_ easy: UnsafeMutableRawPointer) -> Bool { curl_multi_add_handle(handle, easy) == CURLM_OK }

    /// Takes a transfer out, which ends it.
    func remove(_ easy: UnsafeMutableRawPointer) { curl_multi_remove_handle(handle, easy) }

    /// Does what can be done without waiting; calls the transfers' callbacks.
    func perform() {
        var running: Int32 = 0
        curl_multi_perform(handle, &running)
    }

    /// The next transfer that ended since the last call.
    func nextEnded() -> Ended? {
        var left: Int32 = 0
        while let message = curl_multi_info_read(handle, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            return Ended(easy: easy, code: message.pointee.data.result)
        }
        return nil
    }

    /// Waits for the net, `wakeUp` or the time; false when waiting was not possible.
    func wait(milliseconds: Int32) -> Bool {
        curl_multi_poll(handle, nil, 0, milliseconds, nil) == CURLM_OK
    }
}

/// libcurl as a whole.
enum CurlLibrary {
    /// Initialised once in the process (curl_global_init(3)); never torn down, as OpenSSL is shared with the digests.
    static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
}
