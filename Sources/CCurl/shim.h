// SPDX-License-Identifier: EUPL-1.2
#ifndef KABINET_CCURL_SHIM_H
#define KABINET_CCURL_SHIM_H

#include <curl/curl.h>

#endif
