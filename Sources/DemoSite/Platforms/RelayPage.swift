// SPDX-License-Identifier: EUPL-1.2

/// A page of Meta's platforms, with its data in scripts, as gallery-dl and yt-dlp read them.
enum RelayPage {
    static func html(_ title: String, _ data: [JSONValue], status: Int = 200) -> DemoResponse {
        let scripts = data.map { value in
            let box: JSONValue = [
                "require": [
                    [
                        "ScheduledServerJS", "handle", nil,
                        [
                            [
                                "__bbox": [
                                    "require": [
                                        [
                                            "RelayPrefetchedStreamCache", "next", [],
                                            ["adp_Query", ["__bbox": ["complete": true, "result": ["data": value]]]],
                                        ]
                                    ]
                                ]
                            ]
                        ],
                    ]
                ]
            ]
            return "<script type=\"application/json\" data-content-len=\"1\" data-sjs>\(box.textForHTML)</script>"
        }
        return .html(
            "<!DOCTYPE html><html lang=\"nl\"><head><meta charset=\"utf-8\"><title>\(title)</title></head>"
                + "<body>\(scripts.joined())</body></html>", status: status)
    }
}
