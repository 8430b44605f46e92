// SPDX-License-Identifier: EUPL-1.2

import Commands

/// The program; everything it does is in `Commands`.
@main
enum Kabinet {
    static func main() async {
        await KabinetCommand.run()
    }
}
