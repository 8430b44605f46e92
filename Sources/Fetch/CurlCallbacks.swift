// SPDX-License-Identifier: EUPL-1.2

import CCurl

/// The functions libcurl calls; each finds its `Transfer` behind the context pointer.
///
/// They run on the engine's thread, inside `CurlMulti.perform`.
enum CurlCallbacks {
    /// CURLOPT_HEADERFUNCTION: one line of a head or trailer. Anything but the number of bytes ends the transfer.
    static let header: curl_write_callback = { bytes, size, count, context in
        guard let transfer = transfer(context) else { return 0 }
        let length = size * count
        return transfer.takeHeaderLine(UnsafeRawBufferPointer(start: bytes, count: length)) ? length : 0
    }

    /// CURLOPT_WRITEFUNCTION: the next bytes of the body. Anything but the number of bytes ends the transfer.
    static let body: curl_write_callback = { bytes, size, count, context in
        guard let transfer = transfer(context) else { return 0 }
        let length = size * count
        return transfer.takeBody(UnsafeRawBufferPointer(start: bytes, count: length)) ? length : 0
    }

    /// CURLOPT_DEBUGFUNCTION: only the request's head is of interest.
    static let debug: curl_debug_callback = { _, kind, bytes, count, context in
        if kind == CURLINFO_HEADER_OUT, let transfer = transfer(context) {
            transfer.takeRequest(UnsafeRawBufferPointer(start: bytes, count: count))
        }
        return 0
    }

    /// CURLOPT_OPENSOCKETFUNCTION: a socket for an address, or CURL_SOCKET_BAD (-1).
    static let openSocket: curl_opensocket_callback = { context, _, address in
        guard let address, let transfer = transfer(context) else { return -1 }
        return transfer.openSocket(address)
    }

    private static func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
        context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }
}
