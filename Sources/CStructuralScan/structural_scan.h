#ifndef VENOGUIDE_STRUCTURAL_SCAN_H
#define VENOGUIDE_STRUCTURAL_SCAN_H

// 64 bytes of JSON at a time, turned into bit masks: bit i speaks of byte i. Everything else about JSON
// is decided in Swift (JSONLexer). Only instructions that every processor of the architecture has are
// used, so that one binary runs everywhere: SSE2 on x86-64, NEON on arm64, plain C elsewhere.

#include <stdint.h>

#if defined(__x86_64__)
#include <emmintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

typedef struct {
  uint64_t quote;       // "
  uint64_t backslash;   // reverse solidus
  uint64_t structural;  // { } [ ] : ,
  uint64_t blank;       // space, tab, line feed, carriage return
  uint64_t control;     // below U+0020
  uint64_t high;        // not ASCII
} venoguide_masks;

// The definition that the others must agree with (a test compares them).
static inline venoguide_masks venoguide_classify_portable(const uint8_t *bytes) {
  venoguide_masks masks = {0, 0, 0, 0, 0, 0};
  for (int i = 0; i < 64; i++) {
    uint64_t bit = (uint64_t)1 << i;
    uint8_t byte = bytes[i];
    switch (byte) {
    case '"': masks.quote |= bit; break;
    case '\\': masks.backslash |= bit; break;
    case '{': case '}': case '[': case ']': case ':': case ',': masks.structural |= bit; break;
    case ' ': case '\t': case '\n': case '\r': masks.blank |= bit; break;
    default: break;
    }
    if (byte < 0x20) masks.control |= bit;
    if (byte >= 0x80) masks.high |= bit;
  }
  return masks;
}

#if defined(__x86_64__)

static inline venoguide_masks venoguide_classify(const uint8_t *bytes) {
  venoguide_masks masks = {0, 0, 0, 0, 0, 0};
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i backslash = _mm_set1_epi8('\\');
  const __m128i lowercase = _mm_set1_epi8(0x20);
  const __m128i open = _mm_set1_epi8('{');
  const __m128i close = _mm_set1_epi8('}');
  const __m128i colon = _mm_set1_epi8(':');
  const __m128i comma = _mm_set1_epi8(',');
  const __m128i space = _mm_set1_epi8(' ');
  const __m128i tab = _mm_set1_epi8('\t');
  const __m128i feed = _mm_set1_epi8('\n');
  const __m128i carriage = _mm_set1_epi8('\r');
  const __m128i last_control = _mm_set1_epi8(0x1F);
  for (int i = 0; i < 4; i++) {
    __m128i chunk = _mm_loadu_si128((const __m128i *)(const void *)(bytes + 16 * i));
    int shift = 16 * i;
    // '[' and ']' differ from '{' and '}' by one bit only.
    __m128i folded = _mm_or_si128(chunk, lowercase);
    __m128i structural = _mm_or_si128(
        _mm_or_si128(_mm_cmpeq_epi8(folded, open), _mm_cmpeq_epi8(folded, close)),
        _mm_or_si128(_mm_cmpeq_epi8(chunk, colon), _mm_cmpeq_epi8(chunk, comma)));
    __m128i blank = _mm_or_si128(
        _mm_or_si128(_mm_cmpeq_epi8(chunk, space), _mm_cmpeq_epi8(chunk, tab)),
        _mm_or_si128(_mm_cmpeq_epi8(chunk, feed), _mm_cmpeq_epi8(chunk, carriage)));
    __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(chunk, last_control), chunk);
    masks.quote |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(chunk, quote)) << shift;
    masks.backslash |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(chunk, backslash)) << shift;
    masks.structural |= (uint64_t)(uint32_t)_mm_movemask_epi8(structural) << shift;
    masks.blank |= (uint64_t)(uint32_t)_mm_movemask_epi8(blank) << shift;
    masks.control |= (uint64_t)(uint32_t)_mm_movemask_epi8(control) << shift;
    masks.high |= (uint64_t)(uint32_t)_mm_movemask_epi8(chunk) << shift;
  }
  return masks;
}

#elif defined(__aarch64__)

// One bit per byte of four comparison results, by three rounds of pairwise addition.
static inline uint64_t venoguide_gather(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d) {
  const uint8x16_t bits = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  uint8x16_t ab = vpaddq_u8(vandq_u8(a, bits), vandq_u8(b, bits));
  uint8x16_t cd = vpaddq_u8(vandq_u8(c, bits), vandq_u8(d, bits));
  uint8x16_t sum = vpaddq_u8(ab, cd);
  sum = vpaddq_u8(sum, sum);
  return vgetq_lane_u64(vreinterpretq_u64_u8(sum), 0);
}

static inline venoguide_masks venoguide_classify(const uint8_t *bytes) {
  uint8x16_t quote[4], backslash[4], structural[4], blank[4], control[4], high[4];
  for (int i = 0; i < 4; i++) {
    uint8x16_t chunk = vld1q_u8(bytes + 16 * i);
    uint8x16_t folded = vorrq_u8(chunk, vdupq_n_u8(0x20));
    quote[i] = vceqq_u8(chunk, vdupq_n_u8('"'));
    backslash[i] = vceqq_u8(chunk, vdupq_n_u8('\\'));
    structural[i] = vorrq_u8(
        vorrq_u8(vceqq_u8(folded, vdupq_n_u8('{')), vceqq_u8(folded, vdupq_n_u8('}'))),
        vorrq_u8(vceqq_u8(chunk, vdupq_n_u8(':')), vceqq_u8(chunk, vdupq_n_u8(','))));
    blank[i] = vorrq_u8(
        vorrq_u8(vceqq_u8(chunk, vdupq_n_u8(' ')), vceqq_u8(chunk, vdupq_n_u8('\t'))),
        vorrq_u8(vceqq_u8(chunk, vdupq_n_u8('\n')), vceqq_u8(chunk, vdupq_n_u8('\r'))));
    control[i] = vcltq_u8(chunk, vdupq_n_u8(0x20));
    high[i] = vcgeq_u8(chunk, vdupq_n_u8(0x80));
  }
  venoguide_masks masks = {
      venoguide_gather(quote[0], quote[1], quote[2], quote[3]),
      venoguide_gather(backslash[0], backslash[1], backslash[2], backslash[3]),
      venoguide_gather(structural[0], structural[1], structural[2], structural[3]),
      venoguide_gather(blank[0], blank[1], blank[2], blank[3]),
      venoguide_gather(control[0], control[1], control[2], control[3]),
      venoguide_gather(high[0], high[1], high[2], high[3])};
  return masks;
}

#else

static inline venoguide_masks venoguide_classify(const uint8_t *bytes) {
  return venoguide_classify_portable(bytes);
}

#endif

// Whether two texts are the same.
static inline _Bool venoguide_equal(const void *left, const void *right, long count) {
  return __builtin_memcmp(left, right, (unsigned long)count) == 0;
}

// The first place of a byte, or `count`.
static inline long venoguide_index_of(const uint8_t *bytes, long count, uint8_t byte) {
  const uint8_t *found = (const uint8_t *)__builtin_memchr(bytes, byte, (unsigned long)count);
  return found == 0 ? count : (long)(found - bytes);
}

#endif
