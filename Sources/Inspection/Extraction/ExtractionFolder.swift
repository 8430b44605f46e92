// SPDX-License-Identifier: EUPL-1.2

package import ByteStreams

/// A folder that payloads are extracted into, with a manifest of JSON lines.
///
/// A file has its final name only when all of it was written, and no file that is there is replaced. The manifest takes its name last,
/// in `finish`, when all of them are on the disk (one by one that takes ten times as long); until then it ends in `.tmp`. Used by
/// one thread.
package final class ExtractionFolder {
    /// The folder.
    package let path: String
    /// The files that were written.
    package private(set) var files: UInt64 = 0
    /// Their bytes.
    package private(set) var bytes: UInt64 = 0

    private let manifest: OpenFile
    private let random = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    private var pendingLines: [UInt8] = []

    /// Makes the folder if it is not there.
    /// - Throws: `.invalidPath` when a file is in the way, `.notPermitted`, `.diskFull`, `.io`.
    package init(_ path: String) throws(ByteStreamError) {
        self.path = path
        try FileSystem.makeDirectory(path)
        manifest = try OpenFile(appending: "\(path)/manifest.\(random).tmp", create: true)
    }

    deinit { try? FileSystem.remove(manifest.path) }

    /// Writes the payload of a record to a file of its own, and a line to the manifest. A payload without a byte gets no file.
    /// - Throws: `ByteStreamError`; what `payload` throws. Then nothing of it is left.
    package func add(
        _ record: ExtractedRecord, form: PayloadForm, _ payload: Extraction.Payload
    ) throws -> PayloadStream.Outcome {
        let temporary = "\(path)/payload.\(random).tmp"
        let file = try OpenFile(appending: temporary, create: true)
        do {
            let digest = DigestStream(.sha256)
            var pieces: [UInt8] = []
            let outcome = try payload { chunk in
                digest.update(chunk)
                pieces.append(contentsOf: chunk)
                guard pieces.count >= 1 << 18 else { return }
                try file.append(pieces)
                pieces.removeAll(keepingCapacity: true)
            }
            try file.append(pieces)
            var name: String?
            if outcome.bytes > 0 {
                try file.close()
                name = try giveName(record, to: temporary)
                files += 1
                bytes += outcome.bytes
            } else {
                try file.close()
                try FileSystem.remove(temporary)
            }
            try note(
                ManifestLine.bytes(
                    record, name: name, form: form, bytes: outcome.bytes,
                    digest: name == nil ? nil : digest.finish().labelled, problem: outcome.problem))
            return outcome
        } catch {
            try? FileSystem.remove(temporary)
            throw error
        }
    }

    /// Writes a line for a record of which there is no payload.
    /// - Throws: `ByteStreamError`.
    package func addMissing(_ record: ExtractedRecord, form: PayloadForm, problem: String) throws {
        try note(
            ManifestLine.bytes(record, name: nil, form: form, bytes: 0, digest: nil, problem: problem))
    }

    /// Brings all names to the disk and gives the manifest its own, which is returned: `manifest.jsonl`, or the next that is free.
    /// - Throws: `ByteStreamError`.
    package func finish() throws(ByteStreamError) -> String {
        try manifest.append(pendingLines)
        pendingLines = []
        try manifest.close()
        try FileSystem.syncAll(on: path)
        for number in 1...10_000 {
            let name = "\(path)/manifest\(number == 1 ? "" : "-\(number)").jsonl"
            if try take(manifest.path, name) {
                try FileSystem.syncDirectory(path)
                return name
            }
        }
        throw ByteStreamError(.exists, path: path, "all names for a manifest are taken")
    }

    private func note(_ line: [UInt8]) throws(ByteStreamError) {
        pendingLines += line
        guard pendingLines.count >= 1 << 16 else { return }
        try manifest.append(pendingLines)
        pendingLines.removeAll(keepingCapacity: true)
    }

    private func giveName(_ record: ExtractedRecord, to temporary: String) throws(ByteStreamError) -> String {
        let name = ExtractionName(url: record.url, date: record.date, mediaType: record.mediaType)
        for number in 0...10_000 {
            let distinction =
                switch number {
                case 0: ""
                case 1: "-\(record.offset)"
                default: "-\(record.offset)-\(number)"
                }
            let text = name.text(distinction)
            if try take(temporary, "\(path)/\(text)") { return text }
        }
        throw ByteStreamError(.exists, path: path, "all names like \(name.text()) are taken")
    }

    /// Gives a file a name that nothing has. False if something has it.
    private func take(_ old: String, _ new: String) throws(ByteStreamError) -> Bool {
        do {
            try FileSystem.renameToNew(old, new)
            return true
        } catch {
            guard error.code == .exists else { throw error }
            return false
        }
    }
}
