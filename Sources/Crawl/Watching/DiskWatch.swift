// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// Looks at the disks while a crawl runs, because others write to them too and a long answer is stored only at its end.
enum DiskWatch {
    /// Seconds between two looks.
    static let interval = 2.0

    /// Looks once; false when there is nothing more to look for.
    static func look(_ check: DiskSpaceCheck, _ stops: StopSwitch) -> Bool {
        do throws(ByteStreamError) {
            try check.require(bytes: 0)
            return true
        } catch {
            if error.code == .diskFull { stops.end(.diskFull("\(error)")) }
            return false
        }
    }

    /// Looks again and again, until the task is cancelled or a disk has too little room: then it stops the crawl and ends.
    static func run(_ check: DiskSpaceCheck, stops: StopSwitch, interval: Double = interval) async {
        while !Task.isCancelled {
            guard look(check, stops) else { return }
            do { try await Task.sleep(for: .seconds(interval)) } catch { return }
        }
    }
}
