// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// `Fuzzing --target=NAME [libFuzzer options] [folders with inputs]`: drives one target with inputs that libFuzzer makes.
///
/// Built by `make fuzz` alone, with coverage and AddressSanitizer; Package.swift has it only under KABINET_BUILD=fuzz.
@main enum Fuzzing {
    static func main() {
        // libFuzzer passes over words with two dashes, and hands them on when it starts itself anew.
        let option = "--target="
        let name = CommandLine.arguments.first { $0.hasPrefix(option) }?.dropFirst(option.count)
        guard let target = FuzzTarget(rawValue: String(name ?? "")) else {
            Property.complain("usage: Fuzzing \(option)\(FuzzTarget.allCases.map(\.rawValue).joined(separator: "|"))")
            exit(2)
        }
        exit(run(target))
    }

    /// libFuzzer hands over no context, so each target has a function of its own.
    private static func run(_ target: FuzzTarget) -> CInt {
        let body: Body
        switch target {
        case .reader: body = { Fuzzing.take($0, $1, ReaderTarget.run) }
        case .members: body = { Fuzzing.take($0, $1, MembersTarget.run) }
        case .http: body = { Fuzzing.take($0, $1, HTTPTarget.run) }
        case .requests: body = { Fuzzing.take($0, $1, RequestsTarget.run) }
        case .cdx: body = { Fuzzing.take($0, $1, CDXTarget.run) }
        case .surt: body = { Fuzzing.take($0, $1, SURTTarget.run) }
        }
        var count = CommandLine.argc
        var words = CommandLine.unsafeArgv
        return drive(&count, &words, body)
    }

    private static func take(_ start: UnsafePointer<UInt8>?, _ count: Int, _ body: ([UInt8]) throws -> Void) -> CInt {
        let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
        do { try body(bytes) } catch { Property.fail("an error that no input should lead to: \(error)") }
        return 0
    }
}

/// What can be driven.
enum FuzzTarget: String, CaseIterable {
    /// The bytes are a file: `WARCReader`, `WARCScan`, `WARCRecordAccess`.
    case reader
    /// The bytes are records, which the target itself puts into gzip members or zstd frames, so that checksums are no wall.
    case members
    /// HTTP heads, chunked bodies, content codings and the values of fields.
    case http
    /// Requests other than GET, which change the key of their answer.
    case requests
    /// Lines of an index in both forms, and the search in an index of several lines.
    case cdx
    /// Addresses and their keys.
    case surt
}

private typealias Body = @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
private typealias Words = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// `LLVMFuzzerRunDriver` of libclang_rt.fuzzer (FuzzerInterface.h).
@_silgen_name("LLVMFuzzerRunDriver")
private func drive(_ count: UnsafeMutablePointer<CInt>, _ words: UnsafeMutablePointer<Words>, _ body: Body) -> CInt
