// SPDX-License-Identifier: EUPL-1.2

import CCurl
import WebURL

/// The one owner of a libcurl easy handle, which is used for one transfer.
///
/// Only the engine's thread may touch it.
final class CurlEasy {
    let handle: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>
    // libcurl does not copy the lists; they live as long as the transfer.
    private var lists: [CurlList] = []

    init() {
        guard CurlLibrary.isReady, let handle = curl_easy_init() else { fatalError("libcurl cannot be initialised") }
        self.handle = handle
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        curl_easy_cleanup(handle)
        errorText.deallocate()
    }

    /// Sets everything for a request; `transfer` gets the callbacks and must outlive the transfer.
    /// - Throws: `.protocol` when libcurl does not know an option or value.
    func prepare(_ request: FetchRequest, _ options: EngineOptions, _ transfer: Transfer) throws(FetchFailure) {
        try set(CURLOPT_URL, request.url.withoutFragment)
        // The WHATWG parser has normalised the path; a second pass by other rules would fetch something else.
        try set(CURLOPT_PATH_AS_IS, 1)
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        try set(CURLOPT_HTTP_VERSION, Int(options.allowsHTTP2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1))
        switch request.method {
        case "GET": try set(CURLOPT_HTTPGET, 1)
        case "HEAD": try set(CURLOPT_NOBODY, 1)
        case "POST": try setBody(request.body ?? [])
        default:
            if let body = request.body { try setBody(body) }
            try set(CURLOPT_CUSTOMREQUEST, request.method)
        }
        try setLists(request, options)
        try setLimits(request.timeouts)
        // Each hop is a capture of its own.
        try set(CURLOPT_FOLLOWLOCATION, 0)
        // The archive keeps content codings and undoes transfer codings (design, rule 2).
        try set(CURLOPT_HTTP_CONTENT_DECODING, 0)
        try set(CURLOPT_HTTP_TRANSFER_DECODING, 1)
        // Proxies from the environment would hide the peer, and answer where the address policy cannot look.
        try set(CURLOPT_PROXY, "")
        if let caFile = options.caFile { try set(CURLOPT_CAINFO, caFile) }
        try setCallbacks(transfer)
    }

    /// What went wrong: this transfer's own text when libcurl left one, else the code's.
    func detail(of code: CURLcode) -> String {
        if errorText.pointee != 0 { return String(cString: errorText) }
        return curl_easy_strerror(code).map { String(cString: $0) } ?? "libcurl error \(code.rawValue)"
    }

    /// A text about the transfer.
    func text(_ info: CURLINFO) -> String? {
        var value: UnsafePointer<CChar>?
        guard kabinet_getinfo_string(handle, info, &value) == CURLE_OK else { return nil }
        return value.map { String(cString: $0) }
    }

    /// A number about the transfer.
    func number(_ info: CURLINFO) -> Int? {
        var value = 0
        return kabinet_getinfo_long(handle, info, &value) == CURLE_OK ? value : nil
    }

    private func setBody(_ body: [UInt8]) throws(FetchFailure) {
        try set(CURLOPT_POST, 1)
        // The size first: libcurl copies as many bytes.
        try set(CURLOPT_POSTFIELDSIZE, body.count)
        var bytes = body + [0]
        let code = bytes.withUnsafeMutableBytes {
            kabinet_setopt_pointer(handle, CURLOPT_COPYPOSTFIELDS, $0.baseAddress)
        }
        try check(code, CURLOPT_COPYPOSTFIELDS)
    }

    private func setLists(_ request: FetchRequest, _ options: EngineOptions) throws(FetchFailure) {
        try set(
            CURLOPT_HTTPHEADER,
            CurlList(RequestLines.make(request.fields, hasBody: request.body != nil || request.method == "POST")))
        if !options.connectTo.isEmpty { try set(CURLOPT_CONNECT_TO, CurlList(options.connectTo)) }
        if !options.resolve.isEmpty { try set(CURLOPT_RESOLVE, CurlList(options.resolve)) }
    }

    private func setLimits(_ timeouts: FetchTimeouts) throws(FetchFailure) {
        try set(CURLOPT_NOSIGNAL, 1)
        // Else a transfer that ends while its name is looked up stops the whole engine until the resolver gives up.
        try set(CURLOPT_QUICK_EXIT, 1)
        // 0 would mean libcurl's default of five minutes here, and no limit in the others.
        try set(CURLOPT_CONNECTTIMEOUT_MS, timeouts.connect <= 0 ? Int(Int32.max) : timeouts.connect)
        try set(CURLOPT_TIMEOUT_MS, max(0, timeouts.total))
        try set(CURLOPT_LOW_SPEED_LIMIT, max(0, timeouts.lowSpeedLimit))
        try set(CURLOPT_LOW_SPEED_TIME, max(0, timeouts.lowSpeedSeconds))
    }

    private func setCallbacks(_ transfer: Transfer) throws(FetchFailure) {
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        for option in [CURLOPT_HEADERDATA, CURLOPT_WRITEDATA, CURLOPT_DEBUGDATA, CURLOPT_OPENSOCKETDATA] {
            try check(kabinet_setopt_pointer(handle, option, context), option)
        }
        try check(kabinet_setopt_pointer(handle, CURLOPT_ERRORBUFFER, errorText), CURLOPT_ERRORBUFFER)
        try check(
            kabinet_setopt_write(handle, CURLOPT_HEADERFUNCTION, CurlCallbacks.header), CURLOPT_HEADERFUNCTION)
        try check(kabinet_setopt_write(handle, CURLOPT_WRITEFUNCTION, CurlCallbacks.body), CURLOPT_WRITEFUNCTION)
        try check(kabinet_setopt_debug(handle, CurlCallbacks.debug), CURLOPT_DEBUGFUNCTION)
        try check(kabinet_setopt_opensocket(handle, CurlCallbacks.openSocket), CURLOPT_OPENSOCKETFUNCTION)
        // The debug callback is called only when this is on.
        try set(CURLOPT_VERBOSE, 1)
    }

    private func set(_ option: CURLoption, _ value: Int) throws(FetchFailure) {
        try check(kabinet_setopt_long(handle, option, value), option)
    }

    private func set(_ option: CURLoption, _ value: String) throws(FetchFailure) {
        try check(kabinet_setopt_string(handle, option, value), option)
    }

    private func set(_ option: CURLoption, _ list: CurlList) throws(FetchFailure) {
        lists.append(list)
        try check(kabinet_setopt_list(handle, option, list.head), option)
    }

    private func check(_ code: CURLcode, _ option: CURLoption) throws(FetchFailure) {
        guard code != CURLE_OK else { return }
        throw FetchFailure(.protocol, "libcurl refuses option \(option.rawValue): \(detail(of: code))")
    }
}
