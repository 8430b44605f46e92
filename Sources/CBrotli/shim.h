// SPDX-License-Identifier: EUPL-1.2
#ifndef KABINET_CBROTLI_SHIM_H
#define KABINET_CBROTLI_SHIM_H

#include <brotli/decode.h>

#endif
