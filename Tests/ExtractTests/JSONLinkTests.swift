// SPDX-License-Identifier: EUPL-1.2

import Extract
import Testing

@Suite struct JSONLinkTests {
    @Test(
        arguments: [
            (#"{"id":"https://a.nl/1","n":1,"t":"see https://a.nl/2"}"#, ["navigation https://a.nl/1"]),
            (#"{"u":"https:\/\/a.nl\/x\u002Fy"}"#, ["navigation https://a.nl/x/y"]),
            (#"{"url":"/p/1","text":"/not/a/url","name":"a.b"}"#, ["navigation /p/1"]),
            (
                #"{"avatar":"/a","preview_url":"/b","imageUrl":"c.png","media_url_https":"https://m.nl/d"}"#,
                [
                    "embed /a", "embed /b", "embed /dir/c.png", "embed https://m.nl/d",
                ]
            ),
            (
                #"{"link":"https://a.nl/v.mp4?x=1","o":"https://a.nl/v.html","h":"https://a.ts"}"#,
                [
                    "embed https://a.nl/v.mp4?x=1", "navigation https://a.nl/v.html", "navigation https://a.ts/",
                ]
            ),
            (
                #"{"attachment":[{"type":"Document","mediaType":"image/png","url":"https://f.nl/1"}]}"#,
                [
                    "embed https://f.nl/1"
                ]
            ),
            (
                #"{"icon":{"type":"Image","url":"https://f.nl/2"},"url":"https://f.nl/3"}"#,
                [
                    "embed https://f.nl/2", "navigation https://f.nl/3",
                ]
            ),
            (
                #"{"@context":["https://www.w3.org/ns/activitystreams",{"x":"https://n.nl/x"}],"next":"https://n.nl/?p=2"}"#,
                ["nextPage https://n.nl/?p=2"]
            ),
            (#"{"image":"image/png","display_url":"pic.example.com/abc","url":"{template}/x"}"#, []),
            (
                #"{"media":[{"expanded_url":"https://x.nl/p/1","media_url_https":"https://m.nl/1"}],"inbox":"https://x.nl/i"}"#,
                ["navigation https://x.nl/p/1", "embed https://m.nl/1"]
            ),
            (
                #"{"attachment":[{"type":"Link","href":"https://x.nl/a"}],"profile_pic_url":"/p"}"#,
                ["navigation https://x.nl/a", "embed /p"]
            ),
            (#"{"images":["/1.jpg","/2.jpg"]}"#, ["embed /1.jpg", "embed /2.jpg"]),
            (
                #"{"contentUrl":"https://a.nl/c","thumbnailUrl":"https://a.nl/t","embedUrl":"https://a.nl/e"}"#,
                [
                    "embed https://a.nl/c", "embed https://a.nl/t", "embed https://a.nl/e",
                ]
            ),
            (
                #"{"content":"<p><a href=\"https://b.nl/t\">t<\/a><img src='/i.png'>"}"#,
                [
                    "navigation https://b.nl/t", "embed /i.png",
                ]
            ),
            (#"{"srcSet":"/a.png 1x, /b.png 2x"}"#, ["embed /a.png", "embed /b.png"]),
            ("{\"url\":\"/1\"}\n{\"url\":\"/2\"}\n", ["navigation /1", "navigation /2"]),
            (")]}'\n[{\"url\":\"/1\"}]", ["navigation /1"]),
            (#"{"url":"/1""#, ["navigation /1"]), (#"{"url":"/1"#, ["navigation /1"]), (#"{"url":"#, []),
            (#"{"url":"\"#, []), (#"{"url":"/\u00"#, ["navigation /%EF%BF%BD00"]),
            (#"{"url":"/\ud83d\ude00","src":"/\ud83d"}"#, ["navigation /%F0%9F%98%80", "embed /%EF%BF%BD"]),
            (#"["https://a.nl/x",null,true,-1.5e9,[],{}]"#, ["navigation https://a.nl/x"]),
            (#""https://a.nl/x""#, ["navigation https://a.nl/x"]),
        ] as [(String, [String])])
    func `documents give their URLs`(_ json: String, _ links: [String]) throws {
        #expect(try Extracting.json(json) == links)
    }

    @Test func `the context is the last two keys, arrays passed over`() throws {
        let json = #"{"a":{"media":[{"thumb_url":"/1"},{"x":["https://a.nl/2"]}]},"https://k.nl":"https://a.nl/3"}"#
        let extraction = try Extracting.run(Array(json.utf8), type: "application/activity+json")
        #expect(extraction.links.map(\.context) == ["json:media.thumb_url", "json:media.x", "json:https://k.nl"])
    }

    @Test func `depth costs no stack and hides nothing that follows`() throws {
        let deep = String(repeating: "[{\"a\":", count: 200_000)
        let close = String(repeating: "}]", count: 200_000)
        #expect(try Extracting.json(deep + "\"https://a.nl/1\"") == ["navigation https://a.nl/1"])
        #expect(try Extracting.json("[" + deep + "1" + close + ",{\"url\":\"/2\"}]") == ["navigation /2"])
    }
}
