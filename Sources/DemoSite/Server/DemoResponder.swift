// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Glibc
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1

/// What Hummingbird keeps for a request: its connection too.
struct DemoContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}

/// Carries out on a connection what a `DemoResponse` says.
struct DemoResponder: HTTPResponder {
    let server: DemoServer

    func respond(to request: Request, context: DemoContext) async throws -> Response {
        let host = request.head.authority ?? ""
        let fields = request.headers.map { DemoField($0.name.rawName, $0.value) }
        let (method, target) = (request.method.rawValue, request.head.path ?? "/")
        let time = ArchiveDate.now()
        let body =
            method == "GET" || method == "HEAD"
            ? [] : Array(try await request.body.collect(upTo: 1 << 20).readableBytesView)
        let entry = DemoServer.LogEntry(
            method: method, host: host, target: target, fields: fields, body: body, time: time)
        let arrival = server.arrived(entry)
        let question = DemoRequest(
            target, host: host, method: method, fields: fields, body: body, visit: arrival.visit, order: arrival.order,
            time: time)
        let answer = arrival.site?.response(for: question) ?? arrival.world.response(for: question)
        do {
            if answer.delay > 0 { try await Task.sleep(for: .milliseconds(answer.delay)) }
            if case .wire(let ending) = answer.framing {
                try await WireConnection(channel: context.channel).send(answer.body, ending: ending)
                throw CancellationError()
            }
        } catch {
            server.answered(host)
            throw error
        }
        return response(answer, method: method, host: host)
    }

    private func response(_ answer: DemoResponse, method: String, host: String) -> Response {
        var headers = HTTPFields()
        for field in answer.fields {
            if let name = HTTPField.Name(field.name) { headers.append(HTTPField(name: name, value: field.value)) }
        }
        let status = HTTPResponse.Status(code: answer.status)
        let hasBody = method != "HEAD" && answer.status != 304 && answer.status != 204
        var trailers: HTTPFields?
        var length: Int? = Int(clamping: answer.count)
        if case .chunked(let fields) = answer.framing {
            length = nil
            trailers = HTTPFields(
                fields.compactMap { field in
                    HTTPField.Name(field.name).map { HTTPField(name: $0, value: field.value) }
                })
        } else if answer.status != 304 && answer.status != 204 {
            headers[.contentLength] = String(answer.count)
        }
        guard hasBody, answer.count > 0 else {
            server.answered(host)
            return Response(status: status, headers: headers)
        }
        let body = ResponseBody(contentLength: length) { [server, trailers] writer in
            defer { server.answered(host) }
            for piece in answer.body {
                if case .pause(let milliseconds) = piece {
                    try await Task.sleep(for: .milliseconds(milliseconds))
                    continue
                }
                var place: UInt64 = 0
                while place < piece.count {
                    let bytes = piece.bytes(from: place, count: 1 << 18)
                    try await writer.write(ByteBuffer(bytes: bytes))
                    place += UInt64(bytes.count)
                }
            }
            try await writer.finish(trailers)
        }
        return Response(status: status, headers: headers, body: body)
    }
}

/// Writes bytes past the HTTP encoder of a connection, and ends it.
///
/// Hummingbird writes only what is right; what is wrong goes straight to the socket.
struct WireConnection {
    let channel: any Channel

    func send(_ pieces: [DemoPiece], ending: DemoResponse.Ending) async throws {
        for piece in pieces {
            if case .pause(let milliseconds) = piece {
                try await Task.sleep(for: .milliseconds(milliseconds))
                continue
            }
            var place: UInt64 = 0
            while place < piece.count {
                let bytes = piece.bytes(from: place, count: 1 << 18)
                try await write(bytes)
                place += UInt64(bytes.count)
            }
        }
        switch ending {
        case .close: try await channel.close(mode: .output)
        case .reset:
            // With a linger time of zero, close sends a reset instead of an orderly end.
            try await (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        }
        try await channel.close()
    }

    private func write(_ bytes: [UInt8]) async throws {
        let channel = channel
        try await channel.eventLoop.flatSubmit {
            do {
                let context = try channel.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self)
                let promise = channel.eventLoop.makePromise(of: Void.self)
                context.writeAndFlush(NIOAny(ByteBuffer(bytes: bytes)), promise: promise)
                return promise.futureResult
            } catch {
                return channel.eventLoop.makeFailedFuture(error)
            }
        }.get()
    }
}
