// SPDX-License-Identifier: EUPL-1.2
#ifndef KABINET_CDEFLATE_SHIM_H
#define KABINET_CDEFLATE_SHIM_H

#include <libdeflate.h>

#endif
