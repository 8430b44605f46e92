// SPDX-License-Identifier: EUPL-1.2
#define _GNU_SOURCE
#include "unsynced.h"

#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { SECTOR = 512 };

// The calls themselves, past the interposition.
static ssize_t raw_pread(int fd, void *bytes, size_t count, off_t at) { return syscall(SYS_pread64, fd, bytes, count, at); }
static ssize_t raw_pwrite(int fd, const void *bytes, size_t count, off_t at) {
    return syscall(SYS_pwrite64, fd, bytes, count, at);
}
static int raw_resize(int fd, off_t length) { return (int)syscall(SYS_ftruncate, fd, length); }
static int raw_open(const char *path, int flags) { return (int)syscall(SYS_openat, AT_FDCWD, path, flags, 0); }
static int raw_rename(const char *path, const char *new_path) {
    return (int)syscall(SYS_renameat2, AT_FDCWD, path, AT_FDCWD, new_path, 0);
}
static int raw_link(const char *path, const char *new_path) {
    return (int)syscall(SYS_linkat, AT_FDCWD, path, AT_FDCWD, new_path, 0);
}
static int raw_unlink(const char *path) { return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0); }

// Bytes

/// What a call took away: the bytes that stood from `offset` on, and the length of the file.
struct change {
    struct change *earlier;
    off_t offset, reach, length;
    size_t count;
    unsigned char bytes[];
};

struct file {
    struct file *next;
    dev_t device;
    ino_t inode;
    int fd;
    int is_lost;
    struct change *newest;
};

static struct file *files;

/// The file behind a descriptor. It is kept open, so that its number is given to no other.
static struct file *file_of(int fd) {
    struct stat status;
    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) return NULL;
    for (struct file *file = files; file; file = file->next)
        if (file->device == status.st_dev && file->inode == status.st_ino) return file;
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    int own = raw_open(path, O_RDWR | O_CLOEXEC);
    if (own < 0) return NULL;
    struct file *file = calloc(1, sizeof *file);
    if (!file) abort();
    file->device = status.st_dev;
    file->inode = status.st_ino;
    file->fd = own;
    file->next = files;
    files = file;
    return file;
}

static off_t length_of(int fd) {
    struct stat status;
    return fstat(fd, &status) == 0 ? status.st_size : 0;
}

static void note(int fd, off_t offset, off_t reach) {
    struct file *file = file_of(fd);
    if (!file) return;
    off_t length = length_of(file->fd);
    off_t end = reach < length ? reach : length;
    size_t count = end > offset ? (size_t)(end - offset) : 0;
    struct change *change = malloc(sizeof *change + count);
    if (!change) abort();
    change->earlier = file->newest;
    change->offset = offset;
    change->reach = reach;
    change->length = length;
    change->count = count;
    if (count > 0 && raw_pread(file->fd, change->bytes, count, offset) != (ssize_t)count) abort();
    file->newest = change;
}

void unsynced_will_write(int fd, off_t offset, size_t count) { note(fd, offset, offset + (off_t)count); }

void unsynced_will_resize(int fd, off_t length) {
    off_t now = length_of(fd);
    note(fd, length < now ? length : now, length < now ? now : length);
}

void unsynced_did_sync(int fd) {
    struct file *file = file_of(fd);
    if (!file || file->is_lost) return;
    for (struct change *change = file->newest; change;) {
        struct change *earlier = change->earlier;
        free(change);
        change = earlier;
    }
    file->newest = NULL;
}

void unsynced_did_fail(int fd) {
    struct file *file = file_of(fd);
    if (file) file->is_lost = 1;
}

// Names

enum entry_kind { MADE, REMOVED, RENAMED };

struct entry {
    struct entry *earlier;
    enum entry_kind kind;
    dev_t device;
    ino_t folder;
    int survives;
    char path[PATH_MAX];
    /// RENAMED: the later name. REMOVED: where in the attic the file is, if it was not gone before.
    char other[PATH_MAX];
};

static struct entry *newest_entry;
static char attic[PATH_MAX];
static unsigned kept;

void unsynced_use_attic(const char *path) { snprintf(attic, sizeof attic, "%s", path); }

static struct entry *note_entry(enum entry_kind kind, const char *path, const char *other) {
    char folder[PATH_MAX];
    snprintf(folder, sizeof folder, "%s", path);
    char *slash = strrchr(folder, '/');
    if (!slash) return NULL;
    *slash = 0;
    struct stat status;
    if (stat(folder, &status) != 0) return NULL;
    struct entry *entry = calloc(1, sizeof *entry);
    if (!entry) abort();
    entry->kind = kind;
    entry->device = status.st_dev;
    entry->folder = status.st_ino;
    snprintf(entry->path, sizeof entry->path, "%s", path);
    snprintf(entry->other, sizeof entry->other, "%s", other);
    entry->earlier = newest_entry;
    newest_entry = entry;
    return entry;
}

void unsynced_did_create(const char *path) { note_entry(MADE, path, ""); }

void unsynced_will_remove(const char *path) {
    struct stat status;
    if (lstat(path, &status) != 0 || !S_ISREG(status.st_mode)) return;
    char place[PATH_MAX];
    snprintf(place, sizeof place, "%.4000s/%d-%u", attic, (int)getpid(), kept++);
    note_entry(REMOVED, path, raw_link(path, place) == 0 ? place : "");
}

void unsynced_did_rename(const char *path, const char *new_path) { note_entry(RENAMED, path, new_path); }

void unsynced_did_sync_folder(int fd) {
    struct stat status;
    if (fstat(fd, &status) != 0) return;
    struct entry **place = &newest_entry;
    while (*place) {
        struct entry *entry = *place;
        if (entry->device != status.st_dev || entry->folder != status.st_ino) {
            place = &entry->earlier;
            continue;
        }
        *place = entry->earlier;
        if (entry->kind == REMOVED && entry->other[0]) raw_unlink(entry->other);
        free(entry);
    }
}

// The cut

static uint64_t chance;

/// SplitMix64.
static uint64_t next_chance(void) {
    chance += 0x9E3779B97F4A7C15u;
    uint64_t mixed = (chance ^ (chance >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    return mixed ^ (mixed >> 31);
}

static void cut_file(struct file *file, int survival) {
    off_t now = length_of(file->fd), first = now, end = now;
    for (struct change *change = file->newest; change; change = change->earlier) {
        if (change->offset < first) first = change->offset;
        if (change->reach > end) end = change->reach;
        if (change->length > end) end = change->length;
    }
    first -= first % SECTOR;
    size_t count = (size_t)(end - first);
    unsigned char *later = calloc(1, count + SECTOR), *synced = calloc(1, count + SECTOR);
    if (!later || !synced) abort();
    if (now > first && raw_pread(file->fd, later, (size_t)(now - first), first) != now - first) abort();
    memcpy(synced, later, count);
    off_t length = now;
    for (struct change *change = file->newest; change; change = change->earlier) {
        memcpy(synced + (change->offset - first), change->bytes, change->count);
        length = change->length;
    }
    // Beyond the length that was synced there is nothing, whatever stood there in between.
    if (length < end) memset(synced + (length > first ? length - first : 0), 0, (size_t)(end - (length > first ? length : first)));
    if (survival > 0 && length != now) {
        off_t least = length < now ? length : now, most = length < now ? now : length;
        switch (next_chance() % 3) {
        case 0: break;
        case 1: length = now; break;
        default: length = least + (off_t)(next_chance() % (uint64_t)(most - least + 1)); break;
        }
    }
    for (size_t at = 0; at < count; at += SECTOR)
        if ((int)(next_chance() % 100) < survival) memcpy(synced + at, later + at, SECTOR);
    if (raw_resize(file->fd, length) != 0) abort();
    size_t kept_count = length > first ? (size_t)(length - first) : 0;
    if (kept_count > count) kept_count = count;
    if (kept_count > 0 && raw_pwrite(file->fd, synced, kept_count, first) != (ssize_t)kept_count) abort();
    free(later);
    free(synced);
}

/// From which entry on, counted from the oldest, those of a folder are lost.
static void choose_survivors(int survival) {
    for (struct entry *entry = newest_entry; entry; entry = entry->earlier) {
        if (entry->survives) continue;
        unsigned count = 0;
        for (struct entry *other = entry; other; other = other->earlier)
            if (other->device == entry->device && other->folder == entry->folder) count++;
        unsigned lost = survival == 0 ? count : (unsigned)(next_chance() % (count + 1));
        // 1: survives, 2: does not. The list starts with the newest.
        for (struct entry *other = entry; other; other = other->earlier) {
            if (other->device != entry->device || other->folder != entry->folder) continue;
            other->survives = lost > 0 ? 2 : 1;
            if (lost > 0) lost--;
        }
    }
}

void unsynced_cut_power(unsigned long long seed, int survival) {
    chance = seed;
    for (struct file *file = files; file; file = file->next)
        if (file->newest) cut_file(file, survival);
    choose_survivors(survival);
    for (struct entry *entry = newest_entry; entry; entry = entry->earlier) {
        if (entry->survives == 1) continue;
        switch (entry->kind) {
        case MADE: {
            // With all that is in it, if it is a folder.
            char place[PATH_MAX];
            snprintf(place, sizeof place, "%.4000s/%d-%u", attic, (int)getpid(), kept++);
            raw_rename(entry->path, place);
            break;
        }
        case REMOVED:
            if (entry->other[0]) raw_rename(entry->other, entry->path);
            break;
        case RENAMED: raw_rename(entry->other, entry->path); break;
        }
    }
}
