/* Loaded before a program (LD_PRELOAD): from the FAIL_AT-th call that changes something under the
   folder FAIL_UNDER on, FAIL_TIMES calls fail: with EIO where FAIL_HOW is "broken", else with ENOSPC, as
   on a full disk. What glibc's own stdio writes is met at fwrite. The path that each such call is
   about goes into the file FAIL_LOG, a line each. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static long calls;

static int under(const char *path) {
    const char *folder = getenv("FAIL_UNDER");
    if (!folder || !path || strncmp(path, folder, strlen(folder)) != 0) return 0;
    const char *log = getenv("FAIL_LOG");
    int fd = log ? open(log, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
    if (fd >= 0) {
        dprintf(fd, "%s\n", path);
        close(fd);
    }
    return 1;
}

static int descriptor_under(int fd) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return under(path);
}

static int fails(void) {
    long at = atol(getenv("FAIL_AT") ? getenv("FAIL_AT") : "0");
    long times = atol(getenv("FAIL_TIMES") ? getenv("FAIL_TIMES") : "1");
    long call = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST);
    if (at <= 0 || call < at || call >= at + times) return 0;
    const char *how = getenv("FAIL_HOW");
    errno = how && strcmp(how, "broken") == 0 ? EIO : ENOSPC;
    return 1;
}

#define REAL(name, type) static type real; if (!real) real = (type)dlsym(RTLD_NEXT, #name)

typedef ssize_t (*writes)(int, const void *, size_t);
ssize_t write(int fd, const void *data, size_t size) {
    REAL(write, writes);
    return descriptor_under(fd) && fails() ? -1 : real(fd, data, size);
}

typedef ssize_t (*pwrites)(int, const void *, size_t, off_t);
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    REAL(pwrite, pwrites);
    return descriptor_under(fd) && fails() ? -1 : real(fd, data, size, at);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off_t at) {
    REAL(pwrite64, pwrites);
    return descriptor_under(fd) && fails() ? -1 : real(fd, data, size, at);
}

typedef size_t (*fwrites)(const void *, size_t, size_t, FILE *);
size_t fwrite(const void *data, size_t size, size_t count, FILE *file) {
    REAL(fwrite, fwrites);
    return descriptor_under(fileno(file)) && fails() ? 0 : real(data, size, count, file);
}

typedef int (*syncs)(int);
int fsync(int fd) {
    REAL(fsync, syncs);
    return descriptor_under(fd) && fails() ? -1 : real(fd);
}
int fdatasync(int fd) {
    REAL(fdatasync, syncs);
    return descriptor_under(fd) && fails() ? -1 : real(fd);
}

typedef int (*renames)(const char *, const char *);
int rename(const char *from, const char *to) {
    REAL(rename, renames);
    return under(to) && fails() ? -1 : real(from, to);
}
