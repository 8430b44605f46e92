// SPDX-License-Identifier: EUPL-1.2

/// What one answer of the platform's interface leads to.
package struct APIRule: Sendable, Hashable {
    package let name: String
    package let on: URLPattern
    /// The method of the requests whose answers are meant.
    package let method: String
    /// Where in the answer the JSON is.
    package let source: DocumentSource
    /// Whether an answer without the document is no finding.
    package let isOptional: Bool
    /// The lane of what it leads to; nil for that of the answer itself.
    package let lane: String?
    package let next: [NextRule]
    package let maxPages: Int?
    package let posts: [PostRule]
    /// Where the platform says how much exists, by name.
    package let counters: [CounterRule]
    package let yields: [YieldRule]
}

/// Where in an answer the JSON is that a rule reads; `in:` in a profile.
package enum DocumentSource: Sendable, Hashable, CustomStringConvertible {
    /// The answer is JSON.
    case body
    /// In the script element with that id.
    case script(String)
    /// Assigned to that name in a script: `var ytInitialData = {…};`. A call `name({…})` and a member `name: {…}` count too.
    case assignment(String)
    /// In all script elements of that media type, as an array.
    case scriptsOfType(String)
    /// In all script elements with that attribute, as an array.
    case scriptsWithAttribute(String)
    /// The answer is RSS or Atom.
    case feed

    package var description: String {
        switch self {
        case .body: "JSON"
        case .script(let id): "JSON in the script \"\(id)\""
        case .assignment(let name): "JSON assigned to \(name)"
        case .scriptsOfType(let type): "JSON in scripts of the type \(type)"
        case .scriptsWithAttribute(let name): "JSON in scripts with the attribute \(name)"
        case .feed: "RSS or Atom"
        }
    }
}

/// How a list goes on.
package struct NextRule: Sendable, Hashable {
    /// What names the next page.
    package enum Way: Sendable, Hashable {
        /// The `Link` header field with this relation (RFC 8288).
        case linkHeader(relation: String)
        /// An `<a>` or `<link>` whose `rel` has this word.
        case htmlRelation(String)
        /// The attribute `take` of an element whose other attribute has a text in it.
        case htmlElement(name: String, attribute: String, contains: String, take: String)
        /// A value of the document: `{value}` of the template, the value of a parameter, or the URL itself.
        case json(JSONPointer)
        /// The answer's own URL with a parameter counted up by one, to the number at the pointer; without one, as long as the
        /// answer shows posts.
        case number(parameter: String, last: JSONPointer?)
    }

    package let way: Way
    /// Only where this is there and not null, false, zero or empty.
    package let condition: JSONPointer?
    /// The parameter of the answer's own URL that gets the value.
    package let parameter: String?
    package let url: URLTemplate?
    /// What is asked of the next page; nil for what was asked of this one when it is its own URL, else for a plain GET.
    package let request: RequestTemplate?
    /// Other values of the document for the templates, by name.
    package let with: [String: JSONPointer]
}

/// URLs made out of a JSON answer.
package struct YieldRule: Sendable, Hashable {
    /// The values that the other pointers start from; the whole document unless said otherwise.
    package let each: JSONPointer
    /// Where `{value}` is, or several places; all of them count.
    package let from: [JSONPointer]
    /// Of several places take only the first that has a value: the best rendition.
    package let prefer: [JSONPointer]
    /// Other values for the template, by name.
    package let with: [String: JSONPointer]
    package let conditions: ElementConditions
    /// The URL; without it the value is one, relative to the answer's.
    package let url: URLTemplate?
    package let kind: PlannedURL.Kind
    package let isOptional: Bool
    /// Where the id of the post is that it belongs to.
    package let post: JSONPointer?
    /// Whether it leads to posts of others around that post.
    package let isContext: Bool
    /// The lane it belongs to; nil for that of the rule.
    package let lane: String?
    /// What is asked of it; nil for a plain GET.
    package let request: RequestTemplate?
}

/// Which elements of a list a rule is for: `where`, `unless` and `when`.
package struct ElementConditions: Sendable, Hashable {
    /// Only where one of these is there and not null, false, zero or empty; empty for everywhere.
    package let condition: [JSONPointer]
    /// Not where one of these is there and not null, false, zero or empty.
    package let exception: [JSONPointer]
    /// Only where all of these values are as told.
    package let values: [ValueCondition]

    /// Whether the rule is for an element.
    func hold(for root: JSONValue, _ work: inout JSONPointer.Work) -> Bool {
        let isTrue = { (pointer: JSONPointer, work: inout JSONPointer.Work) in
            pointer.values(in: root, &work).contains(where: \.isTruthy)
        }
        if !condition.isEmpty {
            var holds = false
            for pointer in condition where !holds { holds = isTrue(pointer, &work) }
            guard holds else { return false }
        }
        for pointer in exception where isTrue(pointer, &work) { return false }
        for value in values where !value.holds(in: root, &work) { return false }
        return true
    }
}
