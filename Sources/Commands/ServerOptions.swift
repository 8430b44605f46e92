// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser

/// Where the web interface listens.
struct ServerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Port of Kabinet's own pages; 0 for any.", valueName: "port")) var port = 8080
    @Option(
        help: ArgumentHelp(
            "Port of the archived pages; the one after --port unless given, 0 for any.", valueName: "port"))
    var replayPort: Int?
    @Option(help: ArgumentHelp("Address to listen on.", valueName: "address")) var host = "127.0.0.1"
    @Option(
        name: .customLong("name"),
        help: ArgumentHelp("Host name by which browsers may ask, besides the address.", valueName: "host"))
    var names: [String] = []

    func validate() throws {
        for (name, port) in [("--port", port), ("--replay-port", replayPort ?? 0)] where !(0...65535).contains(port) {
            throw ValidationError("\(name) \(port): a port is a number from 0 to 65535")
        }
        guard port == 0 || port != replayPort else {
            throw ValidationError("--replay-port \(port): archived pages need a port of their own")
        }
        guard port != 65535 || replayPort != nil else {
            throw ValidationError("--port 65535: there is no port after it; give --replay-port")
        }
    }
}
