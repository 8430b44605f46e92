// SPDX-License-Identifier: EUPL-1.2
// Stands between a program and the C library (LD_PRELOAD), counts what it does to the files below one folder, and at a chosen
// call kills it, cuts the power, lets a sync fail, or lets the disk be full. Tests/CrawlTests/Durability says what it is for.
//
// INTERPOSER_ROOT      the folder
// INTERPOSER_TALLY     file of 4096 bytes that gets the counts, see `struct tally`
// INTERPOSER_ATTIC     folder on the same file system, for what has to be put back
// INTERPOSER_ACTION    count, kill, cut, fail, full, hangup; without it nothing happens but counting
// INTERPOSER_CALLS     which calls are meant: `archive.write`, `*.sync`, `*.*`; several with commas
// INTERPOSER_AT        the number of the call, from 1; for `full` the bytes that can still be written; for `hangup` one
//                      receipt from the network in so many is cut, and none for a while after that
// INTERPOSER_MOMENT    before, half, after: when during the call
// INTERPOSER_SEED      decides what survives a power cut
// INTERPOSER_SURVIVAL  how much of it, in a hundred
#define _GNU_SOURCE
#include "unsynced.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum kind { NONE, ARCHIVE, SPOOL, DATABASE, WAL, JOURNAL, LOG, INDEX, OTHER, FOLDER, NET, KINDS };
static const char *const kind_names[KINDS] = {
    "none", "archive", "spool", "database", "wal", "journal", "log", "index", "other", "folder", "net",
};
enum call { CREATE, WRITE, SYNC, RENAME, RESIZE, REMOVE, RECEIVE, CALLS };
static const char *const call_names[CALLS] = {"create", "write", "sync", "rename", "resize", "remove", "receive"};

/// What the test reads, also after the program was killed.
struct tally {
    uint64_t counts[KINDS][CALLS];
    /// 1 once the chosen call came; then what it was.
    uint64_t is_struck, kind, call;
    /// Calls that were meant, so far.
    uint64_t meant;
    /// Connections that were cut or refused.
    uint64_t hangups;
};

enum action { COUNT, KILL, CUT, FAIL, FULL, HANGUP };
enum moment { BEFORE, HALF, AFTER };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int is_on;
static char root[PATH_MAX];
static size_t root_length;
static struct tally *tally;
static enum action action;
static enum moment moment;
static uint64_t at, written;
static unsigned long long seed;
static int survival;
static unsigned char is_meant[KINDS][CALLS];
static unsigned char kinds[1 << 16];
static unsigned char appends[1 << 16];
/// Connections that were cut, and how many of the next attempts to connect fail.
static unsigned char is_cut[1 << 16];
static unsigned outage;
static uint64_t quiet_until;

static int tracks(void) { return action == CUT || action == FAIL; }

// Setting up

static void choose_calls(const char *text) {
    char copy[1024];
    snprintf(copy, sizeof copy, "%s", text);
    for (char *rest = copy, *word; (word = strsep(&rest, ","));) {
        char *call = strchr(word, '.');
        if (!call) continue;
        *call++ = 0;
        for (int k = 1; k < KINDS; k++)
            for (int c = 0; c < CALLS; c++)
                // What comes from the network is meant only by its name.
                if ((k != NET || strcmp(word, "net") == 0) && (strcmp(word, "*") == 0 || strcmp(word, kind_names[k]) == 0)
                    && (strcmp(call, "*") == 0 || strcmp(call, call_names[c]) == 0))
                    is_meant[k][c] = 1;
    }
}

static int choice(const char *name, const char *const *words, int count) {
    const char *text = getenv(name);
    for (int i = 0; text && i < count; i++)
        if (strcmp(text, words[i]) == 0) return i;
    return 0;
}

static void end(int status, void *unused);

__attribute__((constructor)) static void begin(void) {
    const char *folder = getenv("INTERPOSER_ROOT"), *tally_path = getenv("INTERPOSER_TALLY");
    if (!folder || !tally_path) return;
    root_length = (size_t)snprintf(root, sizeof root, "%s", folder);
    int fd = (int)syscall(SYS_openat, AT_FDCWD, tally_path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (fd < 0 || syscall(SYS_ftruncate, fd, 4096) != 0) abort();
    tally = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (tally == MAP_FAILED) abort();
    syscall(SYS_close, fd);
    memset(tally, 0, sizeof *tally);
    action = (enum action)choice("INTERPOSER_ACTION", (const char *const[]){"count", "kill", "cut", "fail", "full", "hangup"}, 6);
    moment = (enum moment)choice("INTERPOSER_MOMENT", (const char *const[]){"before", "half", "after"}, 3);
    const char *text;
    if ((text = getenv("INTERPOSER_CALLS"))) choose_calls(text);
    if ((text = getenv("INTERPOSER_AT"))) at = strtoull(text, NULL, 10);
    if ((text = getenv("INTERPOSER_SEED"))) seed = strtoull(text, NULL, 10);
    if ((text = getenv("INTERPOSER_SURVIVAL"))) survival = atoi(text);
    if ((text = getenv("INTERPOSER_ATTIC"))) unsynced_use_attic(text);
    on_exit(end, NULL);
    is_on = 1;
}

/// A program that ends after a failed sync leaves on the disk what was synced before it. The lock is kept: no other thread
/// writes after that.
static void end(int status, void *unused) {
    (void)unused;
    if (action != FAIL || !tally->is_struck) return;
    fflush(NULL);
    pthread_mutex_lock(&lock);
    unsynced_cut_power(seed, 0);
    syscall(SYS_exit_group, status);
}

static void strike(void) {
    if (action == CUT) unsynced_cut_power(seed, survival);
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

// Which calls count

static int ends_with(const char *text, const char *end) {
    size_t length = strlen(text), wanted = strlen(end);
    return length >= wanted && strcmp(text + length - wanted, end) == 0;
}

static enum kind kind_of(const char *path) {
    if (!is_on || !path || strncmp(path, root, root_length) != 0 || (path[root_length] != '/' && path[root_length]))
        return NONE;
    const char *rest = path + root_length;
    if (strncmp(rest, "/archive/", 9) == 0) return strchr(rest + 9, '#') ? SPOOL : ARCHIVE;
    if (strncmp(rest, "/indexes/", 9) == 0) return INDEX;
    if (strcmp(rest, "/logs/crawl.log") == 0) return LOG;
    if (strncmp(rest, "/kabinet.sqlite", 15) == 0) {
        if (ends_with(rest, "-shm")) return NONE;
        if (ends_with(rest, "-wal")) return WAL;
        return rest[15] ? JOURNAL : DATABASE;
    }
    return OTHER;
}

static enum kind kind_of_fd(int fd) { return is_on && fd >= 0 && fd < (1 << 16) ? (enum kind)kinds[fd] : NONE; }

/// Counts a call; true when it is the chosen one.
static int counts(enum kind kind, enum call call) {
    tally->counts[kind][call]++;
    if (!is_meant[kind][call]) return 0;
    uint64_t number = ++tally->meant;
    if (action == COUNT || action == FULL || action == HANGUP || number != at) return 0;
    tally->kind = kind;
    tally->call = call;
    tally->is_struck = 1;
    return 1;
}

/// Begins a call: takes the lock, counts, and strikes if it is to be before the call.
static int enter(enum kind kind, enum call call) {
    pthread_mutex_lock(&lock);
    int chosen = counts(kind, call);
    if (chosen && moment == BEFORE && (action == KILL || action == CUT)) strike();
    return chosen;
}

static void leave(int chosen) {
    if (chosen && (action == KILL || action == CUT)) strike();
    int number = errno;
    pthread_mutex_unlock(&lock);
    errno = number;
}

// Files

static void opened(int fd, const char *path, int flags, int existed) {
    if (fd < 0 || fd >= (1 << 16)) return;
    enum kind kind = kind_of(path);
    struct stat status;
    if (kind != NONE && fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) kind = FOLDER;
    if ((flags & O_TMPFILE) == O_TMPFILE) kind = SPOOL;
    kinds[fd] = (unsigned char)kind;
    appends[fd] = (flags & O_APPEND) != 0;
    if (kind != NONE && kind != FOLDER && kind != SPOOL && !existed && tracks()) unsynced_did_create(path);
}

static int open_file(int folder, const char *path, int flags, mode_t mode) {
    char whole[PATH_MAX];
    if (folder == AT_FDCWD) snprintf(whole, sizeof whole, "%s", path);
    else {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t length = readlink(link, whole, sizeof whole - 1);
        whole[length > 0 ? length : 0] = 0;
        strncat(whole, "/", sizeof whole - strlen(whole) - 1);
        strncat(whole, path, sizeof whole - strlen(whole) - 1);
    }
    enum kind kind = kind_of(whole);
    // The folder above the collection counts too: the collection's own name stands there.
    int is_above = is_on && (flags & O_DIRECTORY) && strncmp(root, whole, strlen(whole)) == 0 && root[strlen(whole)] == '/';
    if (kind == NONE) {
        int fd = (int)syscall(SYS_openat, folder, path, flags, mode);
        if (fd >= 0 && fd < (1 << 16)) kinds[fd] = is_above ? FOLDER : NONE;
        return fd;
    }
    int existed = syscall(SYS_faccessat, folder, path, F_OK) == 0;
    int makes = (flags & O_CREAT) && !existed;
    if (!makes && !(flags & O_TRUNC)) {
        int fd = (int)syscall(SYS_openat, folder, path, flags, mode);
        opened(fd, whole, flags, 1);
        return fd;
    }
    int chosen = enter(kind, CREATE);
    int fd = (int)syscall(SYS_openat, folder, path, flags, mode);
    int number = errno;
    opened(fd, whole, flags, existed || fd < 0);
    errno = number;
    leave(chosen);
    return fd;
}

int open(const char *path, int flags, ...) {
    va_list list;
    va_start(list, flags);
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(list, mode_t) : 0;
    va_end(list);
    return open_file(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list list;
    va_start(list, flags);
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(list, mode_t) : 0;
    va_end(list);
    return open_file(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
    va_list list;
    va_start(list, flags);
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(list, mode_t) : 0;
    va_end(list);
    return open_file(folder, path, flags, mode);
}

int close(int fd) {
    if (is_on && fd >= 0 && fd < (1 << 16)) kinds[fd] = is_cut[fd] = NONE;
    return (int)syscall(SYS_close, fd);
}

/// Writes, as far as the chosen fault lets it. `offset` is -1 for the place of the descriptor.
static ssize_t write_file(int fd, const void *bytes, size_t count, off_t offset) {
    enum kind kind = kind_of_fd(fd);
    int plain = offset < 0;
    if (kind == NONE)
        return plain ? syscall(SYS_write, fd, bytes, count) : syscall(SYS_pwrite64, fd, bytes, count, offset);
    int chosen = enter(kind, WRITE);
    if (action == FULL && is_meant[kind][WRITE]) {
        if (written >= at && count > 0) {
            tally->is_struck = 1;
            tally->kind = kind;
            tally->call = WRITE;
            pthread_mutex_unlock(&lock);
            errno = ENOSPC;
            return -1;
        }
        if (count > at - written) count = (size_t)(at - written);
    }
    if (chosen && moment == HALF && (action == KILL || action == CUT)) count /= 2;
    if (tracks() && kind != SPOOL) {
        off_t place = offset;
        if (plain) {
            struct stat status;
            place = appends[fd] && fstat(fd, &status) == 0 ? status.st_size : syscall(SYS_lseek, fd, 0, SEEK_CUR);
        }
        unsynced_will_write(fd, place, count);
    }
    ssize_t done = plain ? syscall(SYS_write, fd, bytes, count) : syscall(SYS_pwrite64, fd, bytes, count, offset);
    if (done > 0) written += (uint64_t)done;
    leave(chosen);
    return done;
}

ssize_t write(int fd, const void *bytes, size_t count) { return write_file(fd, bytes, count, -1); }
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) { return write_file(fd, bytes, count, offset); }
ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) { return write_file(fd, bytes, count, offset); }

static int sync_file(int fd, long call) {
    enum kind kind = kind_of_fd(fd);
    if (kind == NONE) return (int)syscall(call, fd);
    int chosen = enter(kind, SYNC);
    if (action == FAIL && (chosen || (tally->is_struck && is_meant[kind][SYNC]))) {
        if (kind != FOLDER) unsynced_did_fail(fd);
        pthread_mutex_unlock(&lock);
        errno = EIO;
        return -1;
    }
    // Nothing has to reach the disk: what it would have is known here.
    if (tracks()) {
        if (kind == FOLDER) unsynced_did_sync_folder(fd);
        else unsynced_did_sync(fd);
    }
    leave(chosen);
    return 0;
}

int fsync(int fd) { return sync_file(fd, SYS_fsync); }
int fdatasync(int fd) { return sync_file(fd, SYS_fdatasync); }

static int resize_file(int fd, off_t length) {
    enum kind kind = kind_of_fd(fd);
    if (kind == NONE) return (int)syscall(SYS_ftruncate, fd, length);
    int chosen = enter(kind, RESIZE);
    if (tracks() && kind != SPOOL) unsynced_will_resize(fd, length);
    int result = (int)syscall(SYS_ftruncate, fd, length);
    leave(chosen);
    return result;
}

int ftruncate(int fd, off_t length) { return resize_file(fd, length); }
int ftruncate64(int fd, off64_t length) { return resize_file(fd, length); }

// Names

int rename(const char *path, const char *new_path) {
    enum kind kind = kind_of(new_path);
    if (kind == NONE) return (int)syscall(SYS_renameat2, AT_FDCWD, path, AT_FDCWD, new_path, 0);
    int chosen = enter(kind, RENAME);
    if (tracks()) unsynced_will_remove(new_path);
    int result = (int)syscall(SYS_renameat2, AT_FDCWD, path, AT_FDCWD, new_path, 0);
    if (result == 0 && tracks()) unsynced_did_rename(path, new_path);
    leave(chosen);
    return result;
}

static int remove_name(const char *path, int flags) {
    enum kind kind = kind_of(path);
    if (kind == NONE) return (int)syscall(SYS_unlinkat, AT_FDCWD, path, flags);
    int chosen = enter(kind, REMOVE);
    if (tracks()) unsynced_will_remove(path);
    int result = (int)syscall(SYS_unlinkat, AT_FDCWD, path, flags);
    leave(chosen);
    return result;
}

int unlink(const char *path) { return remove_name(path, 0); }

int remove(const char *path) {
    int result = remove_name(path, 0);
    return result != 0 && errno == EISDIR ? remove_name(path, AT_REMOVEDIR) : result;
}

int mkdir(const char *path, mode_t mode) {
    enum kind kind = kind_of(path);
    if (kind == NONE) return (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
    struct stat status;
    if (stat(path, &status) == 0) {
        errno = EEXIST;
        return -1;
    }
    int chosen = enter(FOLDER, CREATE);
    int result = (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
    if (result == 0 && tracks()) unsynced_did_create(path);
    leave(chosen);
    return result;
}

// The network

/// SplitMix64.
static uint64_t next_chance(void) {
    seed += 0x9E3779B97F4A7C15u;
    uint64_t mixed = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    return mixed ^ (mixed >> 31);
}

ssize_t recv(int fd, void *bytes, size_t count, int flags) {
    if (!is_on || fd < 0 || fd >= (1 << 16)) return syscall(SYS_recvfrom, fd, bytes, count, flags, NULL, NULL);
    if (is_cut[fd]) {
        // An orderly end or a reset.
        if (is_cut[fd] == 1) return 0;
        errno = ECONNRESET;
        return -1;
    }
    ssize_t done = syscall(SYS_recvfrom, fd, bytes, count, flags, NULL, NULL);
    if (done <= 0) return done;
    int chosen = enter(NET, RECEIVE);
    uint64_t number = tally->counts[NET][RECEIVE];
    if (action == HANGUP && at > 0 && number >= quiet_until && next_chance() % at == 0) {
        tally->hangups++;
        // Large bodies have to come through some time.
        quiet_until = number + (next_chance() % 2 ? 3 : 16) * at;
        shutdown(fd, SHUT_RDWR);
        is_cut[fd] = (unsigned char)(1 + next_chance() % 2);
        // Some of the bytes have come; the others never do. Now and then the network stays away for a while.
        done = 1 + (ssize_t)(next_chance() % (uint64_t)done);
        if (next_chance() % 8 == 0) outage = 1 + (unsigned)(next_chance() % 3);
    }
    leave(chosen);
    return done;
}

int connect(int fd, const struct sockaddr *address, socklen_t length) {
    if (is_on && action == HANGUP) {
        pthread_mutex_lock(&lock);
        int refuses = outage > 0;
        if (refuses) {
            outage--;
            tally->hangups++;
        }
        pthread_mutex_unlock(&lock);
        if (refuses) {
            errno = ENETUNREACH;
            return -1;
        }
    }
    return (int)syscall(SYS_connect, fd, address, length);
}
