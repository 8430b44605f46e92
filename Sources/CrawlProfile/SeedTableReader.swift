// SPDX-License-Identifier: EUPL-1.2

import Diagnostics

/// Turns a CSV table of accounts into a seed list: a head line with the names of the columns, then an account a line.
///
/// The form is RFC 4180 with a comma, a semicolon or a tab between the fields, whichever the head line has most of: a Dutch
/// spreadsheet writes semicolons. Columns are known by their English and their Dutch name, in any order.
struct SeedTableReader {
    let findings: FindingList

    /// What a column says of an account.
    enum Column: String, CaseIterable {
        case account, url, handle, platform, profile, person, department, kind, role, from, to, remark

        /// The names by which the column is known, in lower case.
        var names: [String] {
            switch self {
            case .account: ["account", "accountnaam", "naam account"]
            case .url: ["url", "link", "adres"]
            case .handle: ["handle", "gebruikersnaam"]
            case .platform: ["platform", "kanaal"]
            case .profile: ["profile", "profiel"]
            case .person: ["person", "persoon", "naam", "name"]
            case .department: ["department", "ministerie", "departement", "ministry"]
            case .kind: ["kind", "soort"]
            case .role: ["role", "rol", "functie", "office"]
            case .from: ["from", "van", "vanaf", "since"]
            case .to: ["to", "tot en met", "t/m", "until"]
            case .remark: ["remark", "opmerking", "remarks", "opmerkingen"]
            }
        }
    }

    /// The most accounts of one table.
    static let mostRows = 100_000

    func read(_ text: String) -> SeedList? {
        var rows = CSVRows(text, separator: Self.separator(of: text))
        guard let head = rows.next() else {
            findings.error(at: nil as SourceLine?, "the table is empty")
            return nil
        }
        guard let columns = columns(head) else { return nil }
        var accounts: [SeedAccount] = []
        while let row = rows.next() {
            if row.fields.allSatisfy({ $0.trimmingASCIISpace().isEmpty }) { continue }
            guard accounts.count < Self.mostRows else {
                findings.error(at: SourceLine(line: row.line), "a table has at most \(Self.mostRows) accounts")
                break
            }
            if row.isOpen {
                findings.error(at: SourceLine(line: row.line), "a field begins with a quote that nothing closes")
                break
            }
            if row.fields.count > columns.count {
                findings.error(
                    at: SourceLine(line: row.line),
                    "expected \(columns.count) fields, found \(row.fields.count)",
                    hint: "a field with a separator in it stands between double quotes")
                continue
            }
            if let account = account(row, columns) { accounts.append(account) }
        }
        return SeedList(title: nil, period: SeedPeriod(), accounts: accounts, file: findings.file)
    }

    private static func separator(of text: String) -> UInt8 {
        let head = text.utf8.prefix { $0 != 0x0A && $0 != 0x0D }
        let counted = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09].map { mark in (mark, head.count { $0 == mark }) }
        return counted.max { $0.1 < $1.1 }?.0 ?? UInt8(ascii: ",")
    }

    /// The column of each field, nil with findings when the head line can't be used.
    private func columns(_ head: CSVRows.Row) -> [Column]? {
        var columns: [Column] = []
        let known = Column.allCases.flatMap(\.names)
        let place = SourceLine(line: head.line)
        for name in head.fields.map({ $0.trimmingASCIISpace().lowercased() }) {
            guard let column = Column.allCases.first(where: { $0.names.contains(name) }) else {
                let near = Spelling.nearest(to: name, among: known).map { "did you mean \"\($0)\"?" }
                findings.error(
                    at: place, "unknown column \"\(name.prefix(60))\"",
                    hint: near ?? "known: \(Column.allCases.map(\.rawValue).joined(separator: ", "))")
                return nil
            }
            if columns.contains(column) {
                findings.error(at: place, "the column \"\(column.rawValue)\" is there twice")
                return nil
            }
            columns.append(column)
        }
        guard columns.contains(where: { [.account, .url, .handle].contains($0) }) else {
            findings.error(
                at: place, "a table needs one of the columns account, url and handle",
                hint: "for example: person;department;platform;account;kind;role;from;to")
            return nil
        }
        return columns
    }

    private func account(_ row: CSVRows.Row, _ columns: [Column]) -> SeedAccount? {
        let place = SourceLine(line: row.line)
        var values: [Column: String] = [:]
        for (column, field) in zip(columns, row.fields) {
            let text = field.trimmingASCIISpace()
            if !text.isEmpty { values[column] = text }
        }
        let platform = values[.platform]
        guard let seed = values[.url] ?? values[.handle] ?? values[.account] else {
            findings.error(at: place, "the account has neither a name, a URL nor a handle")
            return nil
        }
        let isNamed = values[.url] == nil && values[.handle] == nil && platform != nil
        guard isNamed || SeedForm.isSeed(seed) else {
            findings.error(
                at: place, "expected a URL or a handle, found \"\(seed.prefix(120))\"",
                hint: platform == nil ? "or give the platform beside the account's name" : SeedForm.examples)
            return nil
        }
        let from = day(values[.from], column: .from, place)
        let to = day(values[.to], column: .to, place)
        if let from, let to, to < from {
            findings.error(at: place, "the period ends on \(to), before it begins on \(from)")
        }
        return SeedAccount(
            seed: seed, platform: platform, profile: values[.profile], kind: kind(values[.kind], place),
            person: values[.person], department: values[.department], role: values[.role],
            period: from == nil && to == nil ? nil : SeedPeriod(from: from, to: to), line: row.line)
    }

    /// Days are written `2017-10-26`, or `26-10-2017` as Dutch spreadsheets do.
    private func day(_ text: String?, column: Column, _ place: SourceLine) -> CalendarDay? {
        guard let text else { return nil }
        if let day = CalendarDay(text) ?? CalendarDay(dayFirst: text) { return day }
        findings.error(
            at: place, "expected a day for \"\(column.rawValue)\", found \"\(text.prefix(60))\"",
            hint: "for example 2017-10-26")
        return nil
    }

    private func kind(_ text: String?, _ place: SourceLine) -> SeedAccount.Kind? {
        guard let text = text?.lowercased() else { return nil }
        if let kind = SeedAccount.Kind(rawValue: text) ?? Self.dutchKinds[text] { return kind }
        let names = SeedAccount.Kind.allCases.map(\.rawValue)
        findings.error(
            at: place, "expected one of \(names.joined(separator: ", ")) for \"kind\", found \"\(text.prefix(60))\"",
            hint: Spelling.nearest(to: text, among: names).map { "did you mean \"\($0)\"?" })
        return nil
    }

    private static let dutchKinds: [String: SeedAccount.Kind] = [
        "organisatie": .organisation, "ministerie": .organisation, "project": .project, "thema": .project,
        "ambt": .office, "ambtelijk": .office, "functie": .office, "partij": .party, "privé": .private,
        "prive": .private, "hybride": .hybrid,
    ]
}
