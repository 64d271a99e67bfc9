import Foundation

/// A GuidanceResponse as JSON, read the way a receiver would: through its public elements only.
struct GuidanceDocument {
  let root: [String: Any]

  init?(_ bytes: [UInt8]) {
    guard let value = try? JSONSerialization.jsonObject(with: Data(bytes)),
      let object = value as? [String: Any], object["resourceType"] as? String == "GuidanceResponse"
    else { return nil }
    root = object
  }

  init(_ root: [String: Any]) {
    self.root = root
  }

  /// The GuidanceResponses of a document: itself, or the entries of a collection.
  static func all(in bytes: [UInt8]) -> [GuidanceDocument] {
    if let one = GuidanceDocument(bytes) { return [one] }
    let value = try? JSONSerialization.jsonObject(with: Data(bytes))
    let entries = (value as? [String: Any])?["entry"] as? [[String: Any]] ?? []
    return entries.compactMap { $0["resource"] as? [String: Any] }.map(GuidanceDocument.init)
  }

  var status: String { root["status"] as? String ?? "" }

  var subject: String { (root["subject"] as? [String: Any])?["reference"] as? String ?? "" }

  private func contained(_ type: String) -> [String: Any]? {
    (root["contained"] as? [[String: Any]] ?? []).first { $0["resourceType"] as? String == type }
  }

  var hasProposal: Bool { root["result"] != nil }

  var hasMessages: Bool { root["evaluationMessage"] != nil && contained("OperationOutcome") != nil }

  var narrative: String { (root["text"] as? [String: Any])?["div"] as? String ?? "" }

  // MARK: Parameters

  /// A parameter or a part of one.
  struct Parameter {
    let content: [String: Any]

    var name: String { content["name"] as? String ?? "" }

    /// The value as text, whatever its type.
    var text: String {
      for (key, value) in content where key.hasPrefix("value") {
        switch value {
        case let text as String: return text
        case let number as NSNumber where key == "valueBoolean":
          return number.boolValue ? "true" : "false"
        case let number as NSNumber: return number.stringValue
        default: continue
        }
      }
      return ""
    }

    var parts: [Parameter] {
      (content["part"] as? [[String: Any]] ?? []).map(Parameter.init)
    }

    func texts(_ name: String) -> [String] {
      parts.filter { $0.name == name }.map(\.text)
    }

    func text(_ name: String) -> String? { texts(name).first }

    /// Code and display of a part that is a CodeableConcept.
    func coding(_ name: String) -> (code: String, display: String)? {
      let concept =
        parts.first { $0.name == name }?.content["valueCodeableConcept"] as? [String: Any]
      guard let coding = (concept?["coding"] as? [[String: Any]])?.first else { return nil }
      return (coding["code"] as? String ?? "", coding["display"] as? String ?? "")
    }
  }

  /// The treatment option among the codings of a parameter's CodeableConcept.
  static func option(in parameter: Parameter, _ name: String) -> String? {
    let concept =
      parameter.parts.first { $0.name == name }?.content["valueCodeableConcept"] as? [String: Any]
    let codings = concept?["coding"] as? [[String: Any]] ?? []
    return codings.first {
      ($0["system"] as? String)?.hasSuffix("/CodeSystem/treatment-option") == true
    }?["code"] as? String
  }

  /// Where a part that is a Reference points to.
  static func reference(in parameter: Parameter, _ name: String) -> String {
    let reference =
      parameter.parts.first { $0.name == name }?.content["valueReference"] as? [String: Any]
    return reference?["reference"] as? String ?? ""
  }

  var parameters: [Parameter] {
    (contained("Parameters")?["parameter"] as? [[String: Any]] ?? []).map(Parameter.init)
  }

  func parameters(_ name: String) -> [Parameter] { parameters.filter { $0.name == name } }

  func texts(_ name: String) -> [String] { parameters(name).map(\.text) }

  /// Features that a dataRequirement asks for.
  var requiredFeatures: [String] {
    let requirements = root["dataRequirement"] as? [[String: Any]] ?? []
    let found = requirements.flatMap { requirement in
      (requirement["extension"] as? [[String: Any]] ?? []).flatMap { outer in
        (outer["extension"] as? [[String: Any]] ?? [])
          .filter { $0["url"] as? String == "feature" }.compactMap { $0["valueCode"] as? String }
      }
    }
    var seen: Set<String> = []
    return found.filter { seen.insert($0).inserted }
  }

  /// All issues of the contained OperationOutcome, as text.
  var messages: [String] {
    let issues = contained("OperationOutcome")?["issue"] as? [[String: Any]] ?? []
    return issues.compactMap { ($0["details"] as? [String: Any])?["text"] as? String }
  }

  /// Every text in the document, one under the other, for words that may stand anywhere.
  var everything: String {
    func texts(_ value: Any) -> [String] {
      switch value {
      case let text as String: [text]
      case let list as [Any]: list.flatMap(texts)
      case let object as [String: Any]:
        object.sorted { $0.key < $1.key }.flatMap { texts($0.value) }
      default: []
      }
    }
    return texts(root).joined(separator: "\n")
  }

  /// The document without what must differ between the two formats of one input: identifiers, which follow
  /// from the bytes, and line and column.
  var comparable: String {
    func stripped(_ value: Any, isTop: Bool = false) -> Any {
      if let list = value as? [Any] { return list.map { stripped($0) } }
      if let text = value as? String {
        return text.replacing(#/line \d+, column \d+/#, with: "line, column")
      }
      guard var object = value as? [String: Any] else { return value }
      if isTop {
        object["id"] = nil
        object["identifier"] = nil
      }
      object["diagnostics"] = nil
      return object.mapValues { stripped($0) }
    }
    let data = try? JSONSerialization.data(
      withJSONObject: stripped(root, isTop: true), options: [.sortedKeys, .prettyPrinted])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
