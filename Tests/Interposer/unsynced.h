// SPDX-License-Identifier: EUPL-1.2
// What a disk would not have if the power went now: bytes that were not synced since they were written, and names that were
// not synced with their folder. All calls are made under the one lock of interposer.c.
#ifndef UNSYNCED_H
#define UNSYNCED_H

#include <sys/types.h>

/// Folder for files whose last name goes away before that is synced; on the file system of the collection.
void unsynced_use_attic(const char *path);

/// Before `count` bytes are written at `offset` of a file.
void unsynced_will_write(int fd, off_t offset, size_t count);
/// Before a file gets another length.
void unsynced_will_resize(int fd, off_t length);
/// After the bytes of a file have reached the disk.
void unsynced_did_sync(int fd);
/// After a sync of a file failed: the kernel holds its pages for clean from now on, and no later sync brings them to the disk.
void unsynced_did_fail(int fd);

/// After a file or folder was made.
void unsynced_did_create(const char *path);
/// Before a file loses its name, or another takes it.
void unsynced_will_remove(const char *path);
/// After a file got another name.
void unsynced_did_rename(const char *path, const char *new_path);
/// After the names of a folder have reached the disk.
void unsynced_did_sync_folder(int fd);

/// Puts the files into the state in which a disk could be after a power cut. Of what is not synced, each 512-byte sector
/// survives with a probability of `survival` in a hundred, and of the names of a folder as many as chance has it, from the
/// first on: journals of file systems keep their order.
void unsynced_cut_power(unsigned long long seed, int survival);

#endif
