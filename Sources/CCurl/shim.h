// SPDX-License-Identifier: EUPL-1.2
// libcurl, and fixed-argument doors to its variadic functions, which Swift cannot call.
// Each door is for one type of argument. The name in parentheses passes by the macro of the same name, whose compile-time
// type checks want a constant option.
#ifndef KABINET_CCURL_SHIM_H
#define KABINET_CCURL_SHIM_H

#include <curl/curl.h>

/// Options of CURLOPTTYPE_LONG and _VALUES: numbers, flags, milliseconds.
static inline CURLcode kabinet_setopt_long(CURL *easy, CURLoption option, long value) {
    return (curl_easy_setopt)(easy, option, value);
}

/// Options of CURLOPTTYPE_STRINGPOINT: libcurl copies the text.
static inline CURLcode kabinet_setopt_string(CURL *easy, CURLoption option, const char *value) {
    return (curl_easy_setopt)(easy, option, value);
}

/// Options of CURLOPTTYPE_CBPOINT and _OBJECTPOINT: the argument of a callback, the error buffer. Not copied.
static inline CURLcode kabinet_setopt_pointer(CURL *easy, CURLoption option, void *value) {
    return (curl_easy_setopt)(easy, option, value);
}

/// Options of CURLOPTTYPE_SLISTPOINT. Not copied: the list must outlive its use.
static inline CURLcode kabinet_setopt_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return (curl_easy_setopt)(easy, option, value);
}

/// CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION.
static inline CURLcode kabinet_setopt_write(CURL *easy, CURLoption option, curl_write_callback value) {
    return (curl_easy_setopt)(easy, option, value);
}

/// CURLOPT_DEBUGFUNCTION.
static inline CURLcode kabinet_setopt_debug(CURL *easy, curl_debug_callback value) {
    return (curl_easy_setopt)(easy, CURLOPT_DEBUGFUNCTION, value);
}

/// CURLOPT_OPENSOCKETFUNCTION.
static inline CURLcode kabinet_setopt_opensocket(CURL *easy, curl_opensocket_callback value) {
    return (curl_easy_setopt)(easy, CURLOPT_OPENSOCKETFUNCTION, value);
}

/// CURLMOPT_ options that take a number.
static inline CURLMcode kabinet_multi_setopt_long(CURLM *multi, CURLMoption option, long value) {
    return (curl_multi_setopt)(multi, option, value);
}

/// CURLINFO_ values of type long.
static inline CURLcode kabinet_getinfo_long(CURL *easy, CURLINFO info, long *value) {
    return (curl_easy_getinfo)(easy, info, value);
}

/// CURLINFO_ values of type string; the text belongs to the easy handle.
static inline CURLcode kabinet_getinfo_string(CURL *easy, CURLINFO info, const char **value) {
    return (curl_easy_getinfo)(easy, info, value);
}

/// The SSL object of the connection in use (CURLINFO_TLS_SSL_PTR), or NULL when there is none or it is not OpenSSL's.
/// It belongs to the connection and may be gone when the callback that asked returns.
static inline void *kabinet_openssl_of(CURL *easy) {
    struct curl_tlssessioninfo *info = NULL;
    if ((curl_easy_getinfo)(easy, CURLINFO_TLS_SSL_PTR, &info) != CURLE_OK || !info) return NULL;
    return info->backend == CURLSSLBACKEND_OPENSSL ? info->internals : NULL;
}

/// The sockaddr at the end of struct curl_sockaddr: a libcurl that resolved IPv6 has more bytes there than the type says.
static inline const struct sockaddr *kabinet_sockaddr_of(const struct curl_sockaddr *address) {
    return &address->addr;
}

#endif
