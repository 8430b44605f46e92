// SPDX-License-Identifier: EUPL-1.2
#ifndef KABINET_CCRYPTO_SHIM_H
#define KABINET_CCRYPTO_SHIM_H

#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/rand.h>

#endif
