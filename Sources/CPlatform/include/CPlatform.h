// SPDX-License-Identifier: EUPL-1.2
// What the Glibc module map leaves out.
#ifndef KABINET_CPLATFORM_H
#define KABINET_CPLATFORM_H

#include <stdint.h>

/// Names the calling thread (at most 15 bytes are kept), so that profilers and `top -H` show who works.
void kabinet_name_this_thread(const char *name);

/// Opens a file without a name in `directory` for reading and writing; it is gone when closed. -1 and errno on failure.
int kabinet_open_unlinked(const char *directory);

/// Brings all of the file system that a descriptor belongs to onto the disk. -1 and errno on failure.
int kabinet_sync_file_system(int descriptor);

/// The offset of the first occurrence of `needle` in `bytes`, by memmem(3); -1 when there is none.
long kabinet_find(const void *bytes, unsigned long count, const void *needle, unsigned long needle_count);

/// Peak resident set size of this process in bytes, from getrusage(2).
uint64_t kabinet_peak_resident_bytes(void);

/// Makes stdout hand over each line as it is printed, also into a pipe: whoever waits for an address must not wait for a full buffer.
void kabinet_print_line_by_line(void);

/// Writes what stdout holds back. 0, or the error number if that or an earlier write failed (EIO where none is known).
int kabinet_finish_output(void);

#endif
