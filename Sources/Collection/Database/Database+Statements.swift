// SPDX-License-Identifier: EUPL-1.2

import GRDB

/// Statements that a crawl needs again for each answer: each connection prepares them once and keeps them.
extension Database {
    /// Runs a statement that gives no rows.
    func perform(_ sql: String, _ arguments: StatementArguments) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// What `make` makes of the one row, which is valid only during the call; nil when there is none.
    func row<Value>(
        _ sql: String, _ arguments: StatementArguments, _ make: (Row) throws -> Value
    ) throws -> Value? {
        try rows(sql, arguments, make).first
    }

    /// What `make` makes of each row, which is valid only during the call.
    func rows<Value>(
        _ sql: String, _ arguments: StatementArguments, _ make: (Row) throws -> Value
    ) throws -> [Value] {
        let cursor = try Row.fetchCursor(cachedStatement(sql: sql), arguments: arguments)
        var values: [Value] = []
        while let row = try cursor.next() { values.append(try make(row)) }
        return values
    }

    /// The first column of the first row; nil when there is none, or it is null.
    func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        _ sql: String, _ arguments: StatementArguments
    ) throws -> Value? {
        try Value.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }
}
