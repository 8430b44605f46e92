// SPDX-License-Identifier: EUPL-1.2
#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

void kabinet_name_this_thread(const char *name) {
    char short_name[16];
    strncpy(short_name, name, sizeof short_name - 1);
    short_name[sizeof short_name - 1] = 0;
    pthread_setname_np(pthread_self(), short_name);
}

int kabinet_open_unlinked(const char *directory) {
    int fd = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) return fd;
    // Some file systems (NFS, overlay over old kernels) know no O_TMPFILE: make a name and take it away at once.
    char path[PATH_MAX];
    if (snprintf(path, sizeof path, "%s/.kabinet-spool-XXXXXX", directory) >= (int)sizeof path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0) unlink(path);
    return fd;
}

int kabinet_sync_file_system(int descriptor) { return syncfs(descriptor); }

void kabinet_print_line_by_line(void) { setvbuf(stdout, NULL, _IOLBF, 0); }

int kabinet_finish_output(void) {
    int failed_before = ferror(stdout);
    errno = 0;
    if (fflush(stdout) == 0 && !failed_before) return 0;
    return errno != 0 ? errno : EIO;
}

long kabinet_find(const void *bytes, unsigned long count, const void *needle, unsigned long needle_count) {
    if (!bytes || !needle) return -1;
    const char *found = memmem(bytes, count, needle, needle_count);
    return found ? found - (const char *)bytes : -1;
}

uint64_t kabinet_peak_resident_bytes(void) {
    struct rusage usage;
    if (getrusage(RUSAGE_SELF, &usage) != 0) return 0;
    return (uint64_t)usage.ru_maxrss * 1024;
}
