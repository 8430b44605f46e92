// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// Whether `body` throws a `ByteStreamError` of this code.
func isThrown(_ code: ByteStreamError.Code, _ body: () throws -> Void) -> Bool {
    do {
        try body()
        return false
    } catch {
        return (error as? ByteStreamError)?.code == code
    }
}
