// SPDX-License-Identifier: EUPL-1.2

import CCurl
import Glibc

/// Opens sockets for libcurl, after the address that is about to be connected to was judged.
///
/// The judgement is on the address itself and not on the name: a name can point anywhere, and elsewhere the next moment.
enum SocketGuard {
    /// What came of an address.
    enum Answer {
        case socket(Int32)
        case refused(String)
    }

    /// Judges an address and opens a socket for it.
    static func open(
        _ address: UnsafeMutablePointer<curl_sockaddr>, refuse: (@Sendable ([UInt8]) -> String?)?
    ) -> Answer {
        guard let sockaddr = kabinet_sockaddr_of(address), let bytes = bytes(sockaddr, address.pointee.family) else {
            return .refused("neither an IPv4 nor an IPv6 address")
        }
        if let reason = refuse?(bytes) { return .refused(reason) }
        let kind = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        return .socket(socket(address.pointee.family, kind, address.pointee.protocol))
    }

    /// The address in network order: 4 or 16 bytes.
    private static func bytes(_ sockaddr: UnsafePointer<sockaddr>, _ family: Int32) -> [UInt8]? {
        let raw = UnsafeRawPointer(sockaddr)
        switch family {
        case AF_INET:
            return withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in.self).sin_addr) { Array($0) }
        case AF_INET6:
            return withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr) { Array($0) }
        default: return nil
        }
    }
}
