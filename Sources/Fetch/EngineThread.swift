// SPDX-License-Identifier: EUPL-1.2

import CPlatform
import Glibc

/// The thread an `EngineLoop` runs on.
enum EngineThread {
    /// Starts a thread that runs the loop to its end and then lets go of it.
    static func start(_ loop: consuming EngineLoop) {
        let box = Unmanaged.passRetained(loop)
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                kabinet_name_this_thread("kabinet-fetch")
                // Signals are for the main thread; and a peer that hangs up must not become a SIGPIPE.
                var all = sigset_t()
                sigfillset(&all)
                pthread_sigmask(SIG_BLOCK, &all, nil)
                Unmanaged<EngineLoop>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, box.toOpaque())
        guard code == 0 else {
            box.release()
            preconditionFailure("cannot start the fetch thread: \(String(cString: strerror(code)))")
        }
        pthread_detach(thread)
    }
}
