import FHIR
import FHIRSyntax

/// An answer that no longer holds: the GuidanceResponse under its old identifier, with status `entered-in-error` and
/// without anything that a reader could act on.
struct Retraction {
  /// Why an answer is taken back.
  enum Reason: String {
    case gone = "The source of this answer is not there any more."
    case enteredInError = "The record that this answer rested on was entered in error."
    case unreadable = "The source of this answer changed and can no longer be read."
  }

  /// GuidanceResponse.id
  let identifier: String
  let bytes: [UInt8]

  /// What of an answer remains: who, when, by what it was made; `contained` as far as these refer to it.
  private static let kept: Set<String> = [
    "id", "requestIdentifier", "identifier", "moduleUri", "moduleCanonical",
    "moduleCodeableConcept",
    "subject", "occurrenceDateTime", "performer",
  ]

  /// The retractions of everything in an answer's file.
  ///
  /// - Parameters:
  ///   - answer: the file: a GuidanceResponse, or a Bundle that holds some.
  ///   - reason: why.
  /// - Returns: one for each answer, in their order.
  /// - Throws: `SyntaxError` when the file is no answer any more.
  static func retractions(of answer: [UInt8], _ reason: Reason) throws(SyntaxError) -> [Retraction]
  {
    let result = answer.withUnsafeBytes { bytes in
      Result { () throws(SyntaxError) in try readTree(bytes) }
    }
    let tree = try result.get()
    var retractions: [Retraction] = []
    for response in responses(in: tree.root) {
      retractions.append(
        Retraction(
          identifier: response["id"]?.text ?? "",
          bytes: try writeTree(retracted(response, reason), as: tree.format)))
    }
    return retractions
  }

  private static func responses(in root: FHIRNode) -> [FHIRNode] {
    if root.resourceType == "GuidanceResponse" { return [root] }
    return root.all("entry").compactMap { $0["resource"] }.filter {
      $0.resourceType == "GuidanceResponse"
    }
  }

  private static func retracted(_ response: FHIRNode, _ reason: Reason) -> FHIRNode {
    let narrative =
      "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p><b>Retracted.</b> \(reason.rawValue) Do not use it.</p></div>"
    let text = FHIRNode(
      name: "text",
      children: [
        FHIRNode(name: "status", value: .string("generated")),
        FHIRNode(name: "div", value: .string(narrative)),
      ])
    var root = response
    root.name = ""
    root.isRepeating = false
    root.children = response.children.compactMap { child in
      switch child.name {
      case "text": text
      case "status": FHIRNode(name: "status", value: .string("entered-in-error"))
      case "contained": child.resourceType == "Device" ? child : nil
      default: kept.contains(child.name) ? child : nil
      }
    }
    return root
  }
}
