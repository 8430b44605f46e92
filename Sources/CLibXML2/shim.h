// SPDX-License-Identifier: EUPL-1.2
#ifndef KABINET_CLIBXML2_SHIM_H
#define KABINET_CLIBXML2_SHIM_H

// libxml2's headers pull in ICU, which clashes with Foundation's own copy: switch it off before they see it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlerror.h>

#endif
