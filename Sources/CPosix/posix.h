#ifndef VENOGUIDE_POSIX_H
#define VENOGUIDE_POSIX_H

// Calls that the C library declares for GNU sources only, which Swift's modules of it are not.
#include <stddef.h>

#if defined(__linux__)
extern int syncfs(int descriptor);
#else
extern void sync(void);
#endif
extern void *memmem(const void *text, size_t length, const void *wanted, size_t wanted_length);

// Waits until everything in the file system of a descriptor is on its disk; 0, or -1 with errno.
static inline int venoguide_settle(int descriptor) {
#if defined(__linux__)
  return syncfs(descriptor);
#else
  (void)descriptor;
  sync();
  return 0;
#endif
}

// The first place of some bytes in others, or `length`.
static inline long venoguide_place_of(const void *text, long length, const void *wanted, long wanted_length) {
  const char *found = (const char *)memmem(text, (size_t)length, wanted, (size_t)wanted_length);
  return found == 0 ? length : (long)(found - (const char *)text);
}

#endif
