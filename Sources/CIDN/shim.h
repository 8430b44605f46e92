// SPDX-License-Identifier: EUPL-1.2
#ifndef KABINET_CIDN_SHIM_H
#define KABINET_CIDN_SHIM_H

#include <idn2.h>

#endif
