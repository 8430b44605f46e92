// SPDX-License-Identifier: EUPL-1.2

package import ByteStreams

/// A file that is being made, under a name nobody takes for a finished file until it is one.
///
/// The bytes go to `<path>.<random>.tmp`; `commit` brings them to the disk and gives them the final name. Whatever happens before, even
/// kill -9, leaves nothing under the final name. Used by one thread.
package final class RewriteOutput {
    /// The final name.
    package let path: String
    /// Where the bytes are until then.
    package let unfinishedPath: String
    private let file: OpenFile
    private let mayReplace: Bool
    private var pending: [UInt8] = []
    private var written: UInt64 = 0
    private var isSealed = false
    private var isOver = false

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - path: The final name, with its folder.
    ///   - mayReplace: Whether a file of that name may be there, and is then replaced at the end.
    ///   - inputs: Files that must not be replaced, under whatever name: inputs, and what was made of them in this run.
    /// - Throws: `.exists`; `.diskFull` and others.
    package init(path: String, mayReplace: Bool, inputs: Set<FileIdentity>) throws(RewriteError) {
        self.path = path
        self.mayReplace = mayReplace
        try Self.refuse(path, mayReplace: mayReplace, inputs: inputs)
        unfinishedPath = path + "." + String(UInt64.random(in: 0...UInt64.max), radix: 36) + ".tmp"
        do { file = try OpenFile(appending: unfinishedPath, create: true) } catch { throw RewriteError(error) }
    }

    deinit { discard() }

    /// The offset of the next byte.
    package var position: UInt64 { written + UInt64(pending.count) }

    /// Adds bytes.
    package func append(_ bytes: UnsafeRawBufferPointer) throws(ByteStreamError) {
        // Large runs do not need to be gathered first.
        if bytes.count >= Self.batch {
            try flush()
            try file.append(bytes)
            written += UInt64(bytes.count)
            return
        }
        pending.append(contentsOf: bytes)
        if pending.count >= Self.batch { try flush() }
    }

    /// Adds bytes.
    package func append(_ bytes: [UInt8]) throws(ByteStreamError) {
        pending.append(contentsOf: bytes)
        if pending.count >= Self.batch { try flush() }
    }

    /// Adds bytes of another file exactly as they are there.
    /// - Throws: `.truncated` if the file has become shorter.
    package func copy(_ range: Range<UInt64>, of source: OpenFile) throws(ByteStreamError) {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let wanted = Int(clamping: min(range.upperBound - offset, UInt64(Self.batch)))
            let bytes = try source.read(at: offset, count: wanted)
            guard bytes.count == wanted else {
                throw ByteStreamError(
                    .truncated, path: source.path, offset: offset, "the file became shorter meanwhile")
            }
            try append(bytes)
            offset += UInt64(wanted)
        }
    }

    /// Goes back to an earlier position; what came after it is gone.
    package func cut(to position: UInt64) throws(ByteStreamError) {
        guard position < self.position else { return }
        if position >= written {
            pending.removeLast(pending.count - Int(clamping: position - written))
            return
        }
        pending.removeAll(keepingCapacity: true)
        try file.truncate(to: position)
        written = position
    }

    /// Brings all bytes to the disk; the file has no more than its name to get, and may be read under `unfinishedPath`.
    /// - Throws: `.diskFull` and others; the file is then gone.
    package func seal() throws(RewriteError) {
        guard !isSealed, !isOver else { return }
        do {
            try flush()
            try file.dataSync()
            try file.close()
            isSealed = true
            // Hundreds of parts may wait for their names.
            pending = []
        } catch {
            discard()
            throw RewriteError(error, path: path)
        }
    }

    /// Brings all bytes to the disk and gives the file its final name.
    ///
    /// - Throws: `.exists` if another file took the name meanwhile; `.diskFull` and others. The file is then gone.
    package func commit() throws(RewriteError) {
        try seal()
        guard !isOver else { return }
        do {
            if mayReplace {
                try FileSystem.rename(unfinishedPath, to: path)
            } else {
                try FileSystem.renameToNew(unfinishedPath, path)
                try FileSystem.syncDirectory(FileSystem.parent(of: path))
            }
            isOver = true
        } catch {
            discard()
            throw RewriteError(error, path: path)
        }
    }

    /// Takes the unfinished file away. Done by itself when the last reference goes.
    package func discard() {
        guard !isOver else { return }
        isOver = true
        try? file.close()
        try? FileSystem.remove(unfinishedPath)
    }

    private func flush() throws(ByteStreamError) {
        guard !pending.isEmpty else { return }
        try file.append(pending)
        written += UInt64(pending.count)
        pending.removeAll(keepingCapacity: true)
    }

    private static func refuse(_ path: String, mayReplace: Bool, inputs: Set<FileIdentity>) throws(RewriteError) {
        guard let identity = FileIdentity(of: path) else { return }
        if inputs.contains(identity) {
            throw RewriteError(
                .exists, path: path,
                "the output would replace one of the inputs, which are never changed, or what was just made of one",
                hint: "choose another folder with -o")
        }
        guard mayReplace, !FileSystem.isDirectory(path) else {
            throw RewriteError(
                .exists, path: path, "a file of that name is there already, and is not overwritten",
                hint: "choose another folder with -o, or --overwrite")
        }
    }

    private static let batch = 1 << 20
}
