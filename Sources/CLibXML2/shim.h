#ifndef VENOGUIDE_CLIBXML2_SHIM_H
#define VENOGUIDE_CLIBXML2_SHIM_H

// Debian's libxml2 pulls in the system's ICU headers, whose UErrorCode clashes with the one inside
// Foundation in clean debug builds. Nothing here needs libxml2's ICU interface, so it is not declared.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/dict.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

// One run of the parser: the user data of every callback.
typedef struct {
  void *events;  // the Swift object that receives the events
  xmlParserCtxtPtr parser;
  int error;     // xmlParserErrors of the first error, 0 for none
  long offset;   // where it was found
} venoguide_xml_run;

// The byte of the input at which the parser stands.
static inline long venoguide_xml_offset(xmlParserCtxtPtr parser) {
  xmlParserInputPtr input = parser->input;
  if (input == NULL) return -1;
  return (long)input->consumed + (long)(input->cur - input->base);
}

// libxml2 goes on after an error and reports what follows from it; only the first one is kept, and the
// parser stops. Newer versions pass a pointer to const.
#if LIBXML_VERSION >= 21200
static inline void venoguide_xml_note(void *data, const xmlError *error) {
#else
static inline void venoguide_xml_note(void *data, xmlError *error) {
#endif
  venoguide_xml_run *run = (venoguide_xml_run *)data;
  if (error == NULL || error->level < XML_ERR_ERROR || run->error != 0) return;
  run->error = error->code;
  run->offset = venoguide_xml_offset(run->parser);
  xmlStopParser(run->parser);
}

static inline void venoguide_xml_catch_errors(xmlSAXHandler *handler) {
  handler->initialized = XML_SAX2_MAGIC;
  handler->serror = venoguide_xml_note;
}

#endif
