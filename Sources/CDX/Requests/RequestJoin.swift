// SPDX-License-Identifier: EUPL-1.2

import WebURL

/// A record as far as it matters to requests and answers that belong together.
struct JoinableRecord: Sendable {
    /// What stands in the index for it; nil for a request, and for a record that is not indexed.
    var fields: CaptureFields?
    /// Whether a request can belong to it.
    var takesRequest = false
    var isRequest = false
    /// What the request adds to a key; nil if nothing.
    var key: CDXRequestKey?
    var uri: [UInt8] = []
    var recordID: [UInt8] = []
    var concurrentTo: [[UInt8]] = []

    /// Whether the two are a request and its answer.
    func isPartner(of other: JoinableRecord) -> Bool {
        guard (isRequest && other.takesRequest) || (takesRequest && other.isRequest), !uri.isEmpty, uri == other.uri
        else { return false }
        return (!recordID.isEmpty && other.concurrentTo.contains(recordID))
            || (!other.recordID.isEmpty && concurrentTo.contains(other.recordID))
    }
}

/// Joins requests with the answer right beside them, in the order of a file.
struct RequestJoin: Sendable {
    private let dialect: CDXDialect
    /// The record before, if it may still find its partner.
    private var waiting: JoinableRecord?

    init(dialect: CDXDialect) { self.dialect = dialect }

    /// Takes the next record of the file and hands on what is settled.
    mutating func take(_ record: JoinableRecord, emit: (CaptureFields) -> Void) {
        guard let before = waiting else {
            wait(record, emit)
            return
        }
        waiting = nil
        if before.isPartner(of: record) {
            let answer = before.isRequest ? record : before
            let key = before.isRequest ? before.key : record.key
            if var fields = answer.fields {
                if let key { apply(key, to: &fields) }
                emit(fields)
            }
        } else {
            if let fields = before.fields { emit(fields) }
            wait(record, emit)
        }
    }

    /// Hands on what found no partner.
    mutating func flush(emit: (CaptureFields) -> Void) {
        if let fields = waiting?.fields { emit(fields) }
        waiting = nil
    }

    private mutating func wait(_ record: JoinableRecord, _ emit: (CaptureFields) -> Void) {
        if record.isRequest || record.takesRequest {
            waiting = record
        } else if let fields = record.fields {
            emit(fields)
        }
    }

    private func apply(_ key: CDXRequestKey, to fields: inout CaptureFields) {
        guard let url = fields.url else { return }
        fields.urlkey = Array(SURT.urlkey(key.appended(to: String(decoding: url, as: UTF8.self))).utf8)
        let method = (name: CaptureFields.method, value: Array(key.method.utf8))
        let body = (name: CaptureFields.requestBody, value: Array(key.query.utf8))
        switch dialect {
        case .cdxjIndexer: fields.extras += [body, method]
        case .pywb: fields.extras += key.query.isEmpty ? [method] : [method, body]
        }
    }
}
