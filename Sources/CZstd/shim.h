// SPDX-License-Identifier: EUPL-1.2
#ifndef KABINET_CZSTD_SHIM_H
#define KABINET_CZSTD_SHIM_H

#include <zdict.h>
#include <zstd.h>
#include <zstd_errors.h>

#endif
