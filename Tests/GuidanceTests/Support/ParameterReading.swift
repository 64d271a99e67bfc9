import FHIR

@testable import Guidance

extension R4.GuidanceResponse {
  /// The contained resources by their ids.
  var containedIDs: [String] {
    node.all("contained").compactMap { $0["id"]?.text }
  }

  /// The contained Parameters.
  var output: [R4.Parameters.Parameter] {
    for case .parameters(let parameters) in contained { return parameters.parameter }
    return []
  }

  /// The issues of the contained OperationOutcome.
  var messages: [R4.OperationOutcome.Issue] {
    for case .operationOutcome(let outcome) in contained { return outcome.issue }
    return []
  }

  /// The contained RequestGroup.
  var proposal: R4.RequestGroup? {
    for case .requestGroup(let group) in contained { return group }
    return nil
  }

  /// The parameters of a name.
  func output(_ name: String) -> [R4.Parameters.Parameter] {
    output.filter { $0.name.value == name }
  }
}

extension R4.Parameters.Parameter {
  /// The value as text, whatever its type.
  var text: String? { value?.write().text }

  /// The texts of the parts of a name.
  func parts(_ name: String) -> [String] {
    part.filter { $0.name.value == name }.compactMap(\.text)
  }

  /// The names of the parts, each run of one name once.
  var partNames: [String] { part.compactMap(\.name.value).withoutRuns }
}

extension [String] {
  /// The elements without immediate repetitions.
  var withoutRuns: [String] {
    reduce(into: []) { result, element in
      if result.last != element { result.append(element) }
    }
  }
}
