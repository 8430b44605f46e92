// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
package import Collection
import Dedup
package import Diagnostics
import Fetch
import Glibc
import Scope
import Threads

/// A process's work on one run, from opening the collection to its report.
package struct CrawlSession: Sendable {
    private let layout: CollectionLayout
    private let lock: CollectionLock
    private let database: CollectionDatabase
    private let run: CrawlRun
    private let settings: CrawlSettings
    private let software: String
    private let secrets: SecretVault
    private let pool: BlockingPool
    /// What was found and done when the collection was opened after a crash.
    package let findings: [Diagnostic]

    /// Port of the demonstration site that the run crawls, if it does.
    package var demoPort: Int? { settings.demoPort }

    /// What a crawl tells while it goes.
    package struct Observer: Sendable {
        package var progress: @Sendable (CrawlProgress) -> Void
        package var finding: @Sendable (Diagnostic) -> Void
        /// Where the crawl writes down how it stands.
        package var board: StatusBoard

        package init(
            progress: @escaping @Sendable (CrawlProgress) -> Void = { _ in },
            finding: @escaping @Sendable (Diagnostic) -> Void = { _ in }, board: StatusBoard = StatusBoard()
        ) {
            (self.progress, self.finding, self.board) = (progress, finding, board)
        }
    }

    /// Begins a run; makes the collection when there is none.
    ///
    /// - Throws: a `Diagnostic` for settings that can't work, a `CollectionError` for the folder.
    package static func begin(
        _ settings: CrawlSettings, in layout: CollectionLayout, software: String,
        secrets source: SecretSource = SecretSource()
    ) async throws -> CrawlSession {
        let pool = BlockingPool(name: "kabinet-open", threads: 1)
        var chosen = settings
        let secrets = try source.vault(for: &chosen)
        let settings = chosen
        // Settings that can't work are found out before anything is made on disk.
        let plans = try settings.seeds.map { try AccountPlan($0, settings: settings) }
        _ = try engineOptions(settings)
        return try await pool.run {
            try layout.makeDirectories()
            try CollectionDescription(title: layout.name).writeIfMissing(layout)
            let (lock, database, findings) = try open(layout)
            let ledger = CrawlLedger(database: database)
            let unfinished = try ledger.unfinishedRuns()
            let run = try ledger.begin(
                settings: try settings.serialized(), seeds: plans.flatMap(\.seeds), accounts: plans.map(\.about),
                at: .now())
            return CrawlSession(
                layout: layout, lock: lock, database: database, run: run, settings: settings, software: software,
                secrets: secrets, pool: pool,
                findings: findings + unfinished + plans.flatMap(\.findings))
        }
    }

    /// Takes up the newest unfinished run where it stopped; nil when all are finished.
    ///
    /// Those of `limits` that are set go before the run's own from now on.
    /// - Throws: `.notFound` when there is nothing to resume.
    package static func resume(
        _ layout: CollectionLayout, software: String, limits: CrawlSettings.Limits = CrawlSettings.Limits(),
        secrets source: SecretSource = SecretSource()
    ) async throws -> CrawlSession? {
        let pool = BlockingPool(name: "kabinet-open", threads: 1)
        return try await pool.run {
            guard layout.exists else {
                throw CollectionError(
                    .notFound, path: layout.root, "there is no collection here",
                    hint: "begin one with `kabinet crawl`, or name another with -c")
            }
            try layout.makeDirectories()
            let (lock, database, findings) = try open(layout)
            let ledger = CrawlLedger(database: database)
            guard let run = try ledger.newestRun() else {
                throw CollectionError(
                    .notFound, path: layout.root, "nothing was crawled into it yet", hint: "begin with `kabinet crawl`")
            }
            guard run.state != .finished else {
                // The run ended, but the process may have been killed before its indexes were written.
                try IndexUpkeep(database: database).write()
                return nil
            }
            var settings = try CrawlSettings(serialized: run.settings)
            settings.limits.take(limits)
            let secrets = try source.vault(for: &settings)
            return CrawlSession(
                layout: layout, lock: lock, database: database,
                run: try ledger.resume(run, settings: try settings.serialized()), settings: settings,
                software: software, secrets: secrets, pool: pool, findings: findings)
        }
    }

    private static func open(
        _ layout: CollectionLayout
    ) throws -> (CollectionLock, CollectionDatabase, [Diagnostic]) {
        let lock = try CollectionLock(layout)
        let database = try CollectionDatabase(layout: layout)
        return (lock, database, try ArchiveFiles(database: database).recover())
    }

    /// Crawls until the run is finished, a limit is reached or the switch is pressed; then closes files and writes indexes.
    ///
    /// `grace` is the seconds that running fetches get after the first press, and at the end of the time limit.
    package func run(
        stops: StopSwitch, observer: Observer = Observer(), grace: Double = 20
    ) async throws -> CrawlEnd {
        let context = try CrawlContext(
            run: run, settings: settings, software: software, spoolDirectory: layout.archiveDirectory,
            secrets: secrets)
        let ledger = CrawlLedger(database: database)
        let engine = DiscreetEngine(
            CurlEngine(options: try Self.engineOptions(settings)), keeper: SecretKeeper(for: context))
        let (owner, earlier) = try await pool.run { [layout] in
            // A run that an earlier version began has none.
            try ledger.enter(context.plans.values.map(\.about), of: run)
            return (try CollectionDescription.read(layout), try ledger.progress(run))
        }
        let board = observer.board
        board.begin(run)
        let check = DiskSpaceCheck(
            layout, spoolDirectory: context.spoolDirectory, minFree: settings.limits.freeBytes)
        let writer = try await pool.run { [layout, database, run] in
            let shelf = ArchiveShelf(
                layout: layout, files: ArchiveFiles(database: database), host: Self.hostName,
                fileSize: context.settings.fileSize, firstSerial: try ArchiveFiles(database: database).count()
            ) { context.information(on: $0, collection: owner.title, owner: owner.owner) }
            return CaptureWriter(
                ledger: ledger, run: run, dedup: PayloadDeduplicator(table: DigestTable(database: database)),
                shelf: shelf,
                log: try CrawlLog(path: layout.crawlLogPath),
                spaceCheck: check, board: board)
        }
        let fetcher = RobotsFetcher(context: context, engine: engine, writer: writer)
        let worker = CaptureWorker(
            context: context, engine: engine, writer: writer, gate: RobotsGate(fetcher: fetcher))
        let controller = CrawlController(
            context: context, worker: worker, stops: stops, earlier: earlier, grace: grace,
            onFinding: observer.finding,
            onProgress: { progress in
                board.note(progress, isStopping: stops.level != .none || stops.reason != nil)
                observer.progress(progress)
            })
        let status = StatusWriter(layout: layout, ledger: ledger, board: board, check: check, pool: pool)
        // Before anything is fetched that could not be stored.
        _ = try await pool.run { DiskWatch.look(check, stops) }
        let watchers = [Task { await DiskWatch.run(check, stops: stops) }, Task { await status.run() }]
        var cause = await controller.run()
        for watcher in watchers { watcher.cancel() }
        for watcher in watchers { await watcher.value }
        await engine.shutdown()
        do {
            try await writer.close(as: cause == .finished ? .finished : .stopped)
        } catch {
            switch cause {
            case .finished, .stopped, .limit: cause = CrawlEnd.Cause(error)
            case .stoppedHard, .diskFull, .failed: break
            }
        }
        let end = try await finish(cause)
        for finding in end.findings { observer.finding(finding) }
        board.end(end)
        await status.write()
        return end
    }

    private func finish(_ cause: CrawlEnd.Cause) async throws -> CrawlEnd {
        try await pool.run { [layout, database, run] in
            let ledger = CrawlLedger(database: database)
            let end = CrawlEnd(cause: cause, progress: try ledger.progress(run))
            do {
                try ledger.note(ending: end.cause.text, of: run)
                try IndexUpkeep(database: database).write()
                try CrawlReport(run: run, end: end).write(layout, database)
            } catch {
                // A full disk has been said already; the indexes are written by the next start.
                guard case .diskFull = cause else { throw error }
            }
            return end
        }
    }

    static func engineOptions(_ settings: CrawlSettings) throws -> EngineOptions {
        let allowed = try settings.network.allowedAddresses.map { text in
            guard let block = CIDR(text) else {
                throw Diagnostic(
                    .error, "--allow-address \(text): not an address block", hint: "write it as 127.0.0.0/8 or fd00::/8"
                )
            }
            return block
        }
        let policy = AddressPolicy(allow: allowed)
        return EngineOptions(
            caFile: settings.network.caFile, connectTo: settings.network.connectTo, resolve: settings.network.resolve,
            refuseAddress: { policy.refusal(for: $0) })
    }

    /// The machine's name, for file names.
    private static var hostName: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
