#ifndef VENOGUIDE_CLIBXML2_SHIM_H
#define VENOGUIDE_CLIBXML2_SHIM_H

// Debian's libxml2 pulls in the system's ICU headers, whose UErrorCode clashes with the one inside
// Foundation in clean debug builds. Nothing here needs libxml2's ICU interface, so it is not declared.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>

#endif
