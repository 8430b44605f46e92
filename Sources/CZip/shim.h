// SPDX-License-Identifier: EUPL-1.2
#ifndef KABINET_CZIP_SHIM_H
#define KABINET_CZIP_SHIM_H

#include <zip.h>

#endif
