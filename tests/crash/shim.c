/* Stands between a program and the disk, and lets the n-th step under one folder fail, or kills the program there.

   Built and loaded (LD_PRELOAD) by tests alone. KHABAR_FAULT names a file that holds `struct control`; processes that the
   program starts find it there too and count on together. A step is the creation of a file or folder, a write, a wait for
   the disk, a cut, a rename or a deletion; its name goes to the log, so that every step can be tried by name. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

struct control {
    int64_t count;   /* steps so far */
    int64_t at;      /* the step that fails; 0 for none */
    int64_t owner;   /* the process to kill */
    int64_t action;  /* an errno, or -1 to kill */
    int64_t sticky;  /* whether every later step fails too; with ENOSPC those that need room */
    int64_t offline; /* whether sockets to other machines are refused, and told in the log */
    char folder[1024];
    char log[1024];
};

static struct control *control;
static int log_descriptor = -1;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

void khabar_arm(const char *path) {
    int descriptor = REAL(open)(path, O_RDWR);
    if (descriptor < 0) return;
    control = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    if (control == MAP_FAILED) control = NULL;
    close(descriptor);
    if (control) log_descriptor = REAL(open)(control->log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("KHABAR_FAULT");
    if (path) khabar_arm(path);
}

static void tell(const char *line) {
    if (log_descriptor >= 0) (void)!REAL(write)(log_descriptor, line, strlen(line));
}

static void end(void) {
    kill((pid_t)control->owner, SIGKILL);
    kill(getpid(), SIGKILL);
}

/* 0 to go on, 1 to fail with errno set, 2 to kill. */
static int step(const char *name, const char *path, int needs_room) {
    char line[2300];
    if (!control || !path || strncmp(path, control->folder, strlen(control->folder))) return 0;
    int64_t number = __sync_add_and_fetch(&control->count, 1);
    snprintf(line, sizeof line, "%ld %s %s\n", (long)number, name, path + strlen(control->folder));
    tell(line);
    if (!control->at || number < control->at || (number > control->at && !control->sticky)) return 0;
    if (control->action == -1) return 2;
    if (control->action == ENOSPC && !needs_room) return 0;
    errno = (int)control->action;
    return 1;
}

static const char *path_of(int descriptor, char *buffer, size_t size) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, buffer, size - 1);
    if (length < 0) return NULL;
    buffer[length] = 0;
    return buffer;
}

#define DESCRIPTOR_STEP(name, descriptor, needs_room)                         \
    char buffer[1100];                                                        \
    int verdict = control ? step(name, path_of(descriptor, buffer, sizeof buffer), needs_room) : 0; \
    if (verdict == 1) return -1;

ssize_t write(int descriptor, const void *data, size_t size) {
    DESCRIPTOR_STEP("write", descriptor, 1)
    if (verdict == 2) {
        (void)!REAL(write)(descriptor, data, size / 2); /* a torn write */
        end();
    }
    return REAL(write)(descriptor, data, size);
}

#define POSITIONED(symbol, offset_type)                                              \
    ssize_t symbol(int descriptor, const void *data, size_t size, offset_type offset) { \
        DESCRIPTOR_STEP("write", descriptor, 1)                                      \
        if (verdict == 2) {                                                          \
            (void)!REAL(symbol)(descriptor, data, size / 2, offset);                 \
            end();                                                                   \
        }                                                                            \
        return REAL(symbol)(descriptor, data, size, offset);                         \
    }
POSITIONED(pwrite, off_t)
POSITIONED(pwrite64, off64_t)

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
    DESCRIPTOR_STEP("write", descriptor, 1)
    if (verdict == 2) end();
    return REAL(writev)(descriptor, parts, count);
}

#define ON_DESCRIPTOR(symbol, name)              \
    int symbol(int descriptor) {                 \
        DESCRIPTOR_STEP(name, descriptor, 0)     \
        if (verdict == 2) end();                 \
        return REAL(symbol)(descriptor);         \
    }
ON_DESCRIPTOR(fsync, "sync")
ON_DESCRIPTOR(fdatasync, "sync")

#define CUT(symbol, offset_type)                              \
    int symbol(int descriptor, offset_type length) {          \
        DESCRIPTOR_STEP("cut", descriptor, 0)                 \
        if (verdict == 2) end();                              \
        return REAL(symbol)(descriptor, length);              \
    }
CUT(ftruncate, off_t)
CUT(ftruncate64, off64_t)

#define ON_PATH(name, path, needs_room)                          \
    int verdict = step(name, path, needs_room);                  \
    if (verdict == 1) return -1;                                 \
    if (verdict == 2) end();

static int creates(int flags) { return (flags & (O_CREAT | O_TRUNC)) || (flags & O_ACCMODE) != O_RDONLY; }

#define OPENS(symbol)                                            \
    int symbol(const char *path, int flags, ...) {               \
        va_list rest;                                            \
        va_start(rest, flags);                                   \
        mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                            \
        if (creates(flags)) { ON_PATH("open", path, flags & O_CREAT) } \
        return REAL(symbol)(path, flags, mode);                  \
    }
OPENS(open)
OPENS(open64)

#define OPENS_AT(symbol)                                         \
    int symbol(int folder, const char *path, int flags, ...) {   \
        va_list rest;                                            \
        va_start(rest, flags);                                   \
        mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                            \
        if (creates(flags)) { ON_PATH("open", path, flags & O_CREAT) } \
        return REAL(symbol)(folder, path, flags, mode);          \
    }
OPENS_AT(openat)
OPENS_AT(openat64)

int rename(const char *from, const char *to) {
    ON_PATH("rename", to, 0)
    return REAL(rename)(from, to);
}

int renameat(int old_folder, const char *from, int new_folder, const char *to) {
    ON_PATH("rename", to, 0)
    return REAL(renameat)(old_folder, from, new_folder, to);
}

int mkdir(const char *path, mode_t mode) {
    ON_PATH("mkdir", path, 1)
    return REAL(mkdir)(path, mode);
}

int unlink(const char *path) {
    ON_PATH("unlink", path, 0)
    return REAL(unlink)(path);
}

int unlinkat(int folder, const char *path, int flags) {
    char buffer[1100], whole[2200];
    const char *base = control ? path_of(folder, buffer, sizeof buffer) : NULL;
    if (base) {
        snprintf(whole, sizeof whole, "%s/%s", base, path);
        ON_PATH("unlink", whole, 0)
    }
    return REAL(unlinkat)(folder, path, flags);
}

int rmdir(const char *path) {
    ON_PATH("unlink", path, 0)
    return REAL(rmdir)(path);
}

static int refused(int family, const char *what) {
    if (!control || !control->offline || family == AF_UNIX) return 0;
    char line[100];
    snprintf(line, sizeof line, "%s of family %d\n", what, family);
    tell(line);
    errno = ENETUNREACH;
    return 1;
}

int connect(int descriptor, const struct sockaddr *address, socklen_t length) {
    if (address && refused(address->sa_family, "connect")) return -1;
    return REAL(connect)(descriptor, address, length);
}

ssize_t sendto(int descriptor, const void *data, size_t size, int flags, const struct sockaddr *address, socklen_t length) {
    if (address && refused(address->sa_family, "sendto")) return -1;
    return REAL(sendto)(descriptor, data, size, flags, address, length);
}

int socket(int family, int type, int protocol) {
    if ((family == AF_INET || family == AF_INET6) && refused(family, "socket")) return -1;
    return REAL(socket)(family, type, protocol);
}
