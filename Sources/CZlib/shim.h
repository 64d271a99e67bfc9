#ifndef VENOGUIDE_CZLIB_SHIM_H
#define VENOGUIDE_CZLIB_SHIM_H

#include <zlib.h>

// inflateInit2 is a macro, which Swift does not import. 15 + 16: a gzip wrapper is required.
static inline int venoguide_inflate_init_gzip(z_stream *stream) {
  return inflateInit2(stream, 15 + 16);
}

#endif
