import CaseRecord
import FHIRSyntax

extension InputReview {
  /// The review as JSON, for programs; what there is nothing to say of is left out.
  public var json: JSONValue {
    .object(
      of: ("asOf", .string(asOf)), ("subjects", .texts(subjects)),
      (
        "counts",
        .object(
          counts.map { JSONValue.Member(name: $0.verdict.rawValue, value: .integer($0.count)) })
      ),
      ("issues", .list(issues, \.json)), ("resources", .list(resources, \.json)))
  }
}

extension InputReview.Resource {
  fileprivate var json: JSONValue {
    .object(
      of: ("path", .string(path)), ("type", type.map { .string($0) }),
      ("reference", .string(reference)), ("subject", subject.map { .integer($0) }),
      ("verdict", .string(verdict.rawValue)), ("statements", .list(statements, \.json)),
      ("facts", .list(supports, \.json)), ("uses", .texts(uses)),
      ("setAside", .list(setAside, \.json)),
      ("unknownCodes", .list(unknownCodes, \.json)), ("notes", .list(notes, \.json)),
      ("texts", .list(texts, \.json)), ("issues", .list(issues, \.json)),
      ("neverRead", .texts(unreadElements)))
  }
}

extension InputReview.Statement {
  fileprivate var json: JSONValue {
    .object(
      of: ("path", .string(path)), ("concept", .string(concept)),
      ("meaning", meaning.map { .string($0) }), ("presence", .string(presence)),
      ("rule", .string(rule)))
  }
}

extension InputReview.Support {
  fileprivate var json: JSONValue {
    .object(
      of: ("feature", .string(feature.rawValue)), ("leg", leg.map { .string($0.rawValue) }),
      ("state", .string(state.rawValue)))
  }
}

extension InputReview.UnknownCode {
  fileprivate var json: JSONValue {
    .object(
      of: ("path", path.map { .string($0) }), ("code", .string(coding)),
      ("reason", .string(isDamaged ? "damaged" : "unknown")))
  }
}

extension InputReview.Remark {
  fileprivate var json: JSONValue {
    .object(
      of: ("path", path.isEmpty ? nil : .string(path)), ("kind", .string(kind)),
      ("text", text.isEmpty ? nil : .string(text)))
  }
}
