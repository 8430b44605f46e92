// SPDX-License-Identifier: EUPL-1.2
#ifndef KABINET_CPSL_SHIM_H
#define KABINET_CPSL_SHIM_H

#include <libpsl.h>

#endif
