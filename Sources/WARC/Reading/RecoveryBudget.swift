// SPDX-License-Identifier: EUPL-1.2

/// Bounds what a file can make a reader decode again and again.
///
/// The next record may begin anywhere in a damaged member, so the search for it starts right behind that member's first byte. A file made
/// for it could have a member at every few bytes that goes wrong only at the end of the file. Within what was decoded in vain already,
/// no more than a multiple of it is decoded in vain again.
struct RecoveryBudget {
    /// The stretch of the file that was decoded in vain; empty where there is none.
    private var start: UInt64 = 0
    private var end: UInt64 = 0
    private var spent: UInt64 = 0

    /// Whether a member at that byte lies in what was decoded in vain.
    func covers(_ offset: UInt64) -> Bool { offset < end }

    /// A member failed at `reached`. Returns where the search for the next one starts.
    mutating func failure(at offset: UInt64, reached: UInt64) -> UInt64 {
        let reached = max(reached, offset + 1)
        if !covers(offset) { (start, end, spent) = (offset, reached, 0) }
        end = max(end, reached)
        spent += reached - offset
        return spent > 1 << 24 && spent / 16 > end - start ? end : offset + 1
    }
}
