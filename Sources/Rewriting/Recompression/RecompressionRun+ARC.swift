// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

extension RecompressionRun {
    /// Writes an ARC record as the WARC record it would have been.
    func convert(_ record: WARCRecord) throws {
        throw RewriteError(.unsupported, path: file.path, "is an ARC file, which is not converted yet")
    }
}
