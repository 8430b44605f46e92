// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Inspection

/// Which records of the files are meant.
struct FilterOptions: ParsableArguments {
    @Option(
        name: [.short, .customLong("type")],
        help: ArgumentHelp("Records of these types only: response,revisit.", valueName: "types"))
    var types: [String] = []
    @Option(
        name: [.short, .customLong("url")],
        help: ArgumentHelp("Records of this URL, or of all that start so with a * at the end.", valueName: "url"))
    var urls: [String] = []
    @Option(
        name: .customLong("host"),
        help: ArgumentHelp("Records of this host: example.org, *.example.org.", valueName: "host"))
    var hosts: [String] = []
    @Option(
        name: [.customShort("S"), .customLong("status")],
        help: ArgumentHelp("Answers with these HTTP statuses: 200, 4xx, 300-399.", valueName: "status"))
    var statuses: [String] = []
    @Option(
        name: [.short, .customLong("mime")],
        help: ArgumentHelp("Records of these media types: text/html, image/*.", valueName: "type"))
    var mediaTypes: [String] = []
    @Option(help: ArgumentHelp("Records from this moment on: 2026, 20261122, 2026-11-22T12:00Z.", valueName: "date"))
    var from: String?
    @Option(help: ArgumentHelp("Records up to the end of this moment: 2026 is all of that year.", valueName: "date"))
    var to: String?
    @Option(name: .customLong("not-type"), help: ArgumentHelp("No records of these types.", valueName: "types"))
    var unwantedTypes: [String] = []
    @Option(name: .customLong("not-url"), help: ArgumentHelp("No records of this URL.", valueName: "url"))
    var unwantedURLs: [String] = []
    @Option(name: .customLong("not-host"), help: ArgumentHelp("No records of this host.", valueName: "host"))
    var unwantedHosts: [String] = []
    @Option(name: .customLong("not-status"), help: ArgumentHelp("No answers with these statuses.", valueName: "status"))
    var unwantedStatuses: [String] = []
    @Option(name: .customLong("not-mime"), help: ArgumentHelp("No records of these media types.", valueName: "type"))
    var unwantedMediaTypes: [String] = []

    func validate() throws { _ = try filter() }

    /// The filter that the options describe.
    /// - Throws: `ValidationError` for a value that cannot be understood.
    func filter() throws -> RecordFilter {
        var filter = RecordFilter()
        filter.types = try values("type", types, unwantedTypes, "a record type as response") { WildcardName($0) }
        filter.hosts = try values("host", hosts, unwantedHosts, "a host as example.org") { WildcardName($0) }
        filter.statuses = try values("status", statuses, unwantedStatuses, "200, 4xx or 300-399") { StatusRange($0) }
        filter.mediaTypes = try values("mime", mediaTypes, unwantedMediaTypes, "a media type as image/*") {
            WildcardName($0)
        }
        // Commas belong to URLs.
        filter.urls.wanted = try urls.map { try Self.read("url", $0, "a URL") { URLCondition($0) } }
        filter.urls.unwanted = try unwantedURLs.map { try Self.read("not-url", $0, "a URL") { URLCondition($0) } }
        filter.from = try from.map { try Self.read("from", $0, Self.dateForms) { DateBound($0) } }
        filter.to = try to.map { try Self.read("to", $0, Self.dateForms) { DateBound($0) } }
        return filter
    }

    private static let dateForms = "4 to 14 digits as 20261122, or 2026-11-22T12:00:00Z"

    private func values<Value: Sendable & Hashable>(
        _ option: String, _ wanted: [String], _ unwanted: [String], _ form: String, _ make: (String) -> Value?
    ) throws -> RecordFilter.Values<Value> {
        func list(_ texts: [String], _ option: String) throws -> [Value] {
            try texts.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map { part in
                try Self.read(option, String(part), form, make)
            }
        }
        var values = RecordFilter.Values<Value>()
        values.wanted = try list(wanted, option)
        values.unwanted = try list(unwanted, "not-" + option)
        return values
    }

    private static func read<Value>(
        _ option: String, _ text: String, _ form: String, _ make: (String) -> Value?
    ) throws -> Value {
        guard let value = make(text) else {
            throw ValidationError("--\(option): found \"\(text)\", expected \(form)")
        }
        return value
    }
}
