/* A disk that fails when it is told to. Loaded before libc; armed by the driver through ctypes.

   Counts the writes, syncs and truncations of files whose path contains a word; the one with the number wanted fails
   with an error, and with `lasting` all that follow it too. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static char word[256];
static int wanted = -1, failing, lasting, seen;

void fault_arm(const char *part, int number, int error, int stay)
{
    strncpy(word, part, sizeof word - 1);
    seen = 0;
    failing = error;
    lasting = stay;
    wanted = number;
}

int fault_disarm(void)
{
    wanted = -1;
    return seen;
}

static int fails(int descriptor)
{
    char link[64], path[4096];
    ssize_t length;

    if (wanted < 0)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    if (!strstr(path, word))
        return 0;
    seen++;
    if (seen == wanted || (lasting && seen > wanted)) {
        errno = failing;
        return 1;
    }
    return 0;
}

#define REAL(name, ...) ((__VA_ARGS__)dlsym(RTLD_NEXT, name))

ssize_t write(int fd, const void *data, size_t count)
{
    return fails(fd) ? -1 : REAL("write", ssize_t (*)(int, const void *, size_t))(fd, data, count);
}

ssize_t pwrite(int fd, const void *data, size_t count, off_t at)
{
    return fails(fd) ? -1 : REAL("pwrite", ssize_t (*)(int, const void *, size_t, off_t))(fd, data, count, at);
}

ssize_t pwrite64(int fd, const void *data, size_t count, off64_t at)
{
    return fails(fd) ? -1 : REAL("pwrite64", ssize_t (*)(int, const void *, size_t, off64_t))(fd, data, count, at);
}

int fsync(int fd)
{
    return fails(fd) ? -1 : REAL("fsync", int (*)(int))(fd);
}

int fdatasync(int fd)
{
    return fails(fd) ? -1 : REAL("fdatasync", int (*)(int))(fd);
}

int ftruncate(int fd, off_t length)
{
    return fails(fd) ? -1 : REAL("ftruncate", int (*)(int, off_t))(fd, length);
}

int ftruncate64(int fd, off64_t length)
{
    return fails(fd) ? -1 : REAL("ftruncate64", int (*)(int, off64_t))(fd, length);
}
