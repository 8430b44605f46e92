// SPDX-License-Identifier: EUPL-1.2
#ifndef KABINET_CZLIB_SHIM_H
#define KABINET_CZLIB_SHIM_H

#include <zlib.h>

#endif
