import FHIRSyntax

// Paths of R4 in the terms of R5, by the rules alone. Where the resource is at hand, its own places are
// better (``Origin``).

extension ReleaseRules {
  /// Codes that stand inside a CodeableReference in R5.
  private static let concepts: Set<String> = [
    "AllergyIntolerance.reaction.manifestation", "MedicationAdministration.medication",
    "MedicationRequest.medication", "MedicationStatement.medication", "ServiceRequest.code",
  ]

  /// A path below a type of R4 as R5 has it: `performed` of a Procedure is `occurrence`.
  static func pathInR5(_ path: String, of type: String) -> String {
    var steps = path.split(separator: ".").map(Step.init)[...]
    var found: [String] = []
    var place = type
    while let step = steps.first {
      let names = steps.prefix(2).map(\.name).joined(separator: ".")
      let pairs = rules(at: place).flatMap(\.paths)
      if let pair = pairs.first(where: { $0.r4 == names }), steps.count > 1 {
        found.append(pair.r5)
        steps.removeFirst(2)
      } else {
        let other =
          pairs.first { $0.r4 == step.name }?.r5 ?? name(of: step.name, at: place, .toR5)
        found.append(step.indexed(other))
        steps.removeFirst()
      }
      place += "." + step.name
    }
    return found.joined(separator: ".")
  }

  /// The paths in a DataRequirement are those of its type.
  static func translatePaths(in requirement: inout FHIRNode, _ direction: Direction) {
    guard direction == .toR5, let type = requirement["type"]?.text else { return }
    for place in requirement.children.indices {
      switch requirement.children[place].name {
      case "type": requirement.children[place].value = .string(self.type(of: type, direction))
      case "mustSupport": translate(&requirement.children[place], type)
      case "codeFilter", "dateFilter":
        for inner in requirement.children[place].children.indices
        where requirement.children[place].children[inner].name == "path" {
          let path = requirement.children[place].children[inner].text ?? ""
          translate(&requirement.children[place].children[inner], type)
          if requirement.children[place].name == "codeFilter", concepts.contains("\(type).\(path)")
          {
            requirement.children[place].children[inner].value = .string(
              pathInR5(path, of: type) + ".concept")
          }
        }
      default: break
      }
    }
  }

  private static func translate(_ node: inout FHIRNode, _ type: String) {
    if let path = node.text { node.value = .string(pathInR5(path, of: type)) }
  }

  /// One step of a path: `evidence[0]`.
  struct Step {
    let name: String
    let index: Int?

    init(_ text: Substring) {
      let parts = text.split(whereSeparator: { $0 == "[" || $0 == "]" })
      name = parts.first.map(String.init) ?? ""
      index = parts.dropFirst().first.flatMap { Int($0) }
    }

    /// Another name with the same index, which stands at its first step.
    func indexed(_ other: String) -> String {
      guard let index else { return other }
      let steps = other.split(separator: ".", maxSplits: 1)
      let first = "\(steps.first ?? "")[\(index)]"
      return steps.count > 1 ? "\(first).\(steps[1])" : first
    }
  }
}
