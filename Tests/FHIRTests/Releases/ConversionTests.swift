import FHIR
import FHIRSyntax
import Testing

/// Resources come from one release to the other and back without a loss.
struct ConversionTests {
  /// Bundles of a type that only R5 has; R4 has no place in a Bundle to say so.
  private static let exceptions: Set<String> = [
    "Bundle-3945182f-d315-4dbf-9259-09d863c7e7da", "Bundle-3d20ea4b-90dc-4d0d-b15a-c7a893389401",
    "Bundle-54f808cf-d159-4c9b-accb-c33eb20f0ecc", "Bundle-920a46b7-045a-4773-82bd-8e90c3e15653",
    "Bundle-9601c07a-e34f-4945-93ca-6efb5394c995", "Bundle-e2c9dc20-615e-4603-9005-74deb209cbb0",
    "Bundle-fdd78223-f79f-43b4-8979-ad49d4ac248c",
  ]

  private static let modelled: Set<String> = [
    "AllergyIntolerance", "BodyStructure", "Bundle", "Composition", "Condition", "Device",
    "DeviceUseStatement", "DeviceUsage", "DiagnosticReport", "Encounter", "GuidanceResponse",
    "ImagingStudy", "List", "Medication", "MedicationAdministration", "MedicationRequest",
    "MedicationStatement", "MessageHeader", "Observation", "OperationOutcome", "Parameters",
    "Patient", "Procedure", "Provenance", "QuestionnaireResponse", "RequestGroup",
    "RequestOrchestration", "ServiceRequest",
  ]

  @Test(arguments: [
    (FHIRRelease.r4, FHIRRelease.r5, ["examples/R4/json", "examples/tricky/R4"]),
    (.r4b, .r5, ["examples/R4B/json", "examples/tricky/R4B"]),
    (.r5, .r4, ["examples/R5/json", "examples/tricky/R5"]),
  ])
  func everyModelledExampleComesBackFromTheOtherRelease(
    _ release: FHIRRelease, _ other: FHIRRelease, _ folders: [String]
  ) throws {
    if SharedFiles.skips("conversion of \(release.name)") { return }
    var count = 0
    var excepted: [String] = []
    for file in folders.flatMap({ SharedFiles.list($0, ".json") }) {
      let source = TypedTree(try SharedFiles.tree(file), release: release)
      guard Self.modelled.contains(source.root.resourceType ?? "") else { continue }
      count += 1
      let name = String(file.split(separator: "/").last?.dropLast(5) ?? "")
      if Self.exceptions.contains(name) && release == .r5 {
        excepted.append(name)
        continue
      }
      let converted = TypedTree(source.converted(to: other).root, release: other)
      #expect(converted.issues.filter { $0.severity >= .error } == [], "\(file)")
      let back = converted.converted(to: release)
      if back.root.comparable != source.root.comparable { Issue.record("\(file) has changed") }
    }
    print(
      "\(release.name) -> \(other.name) -> \(release.name): \(count) examples of modelled types, "
        + "\(count - excepted.count) unchanged")
    for name in excepted { print("  not: \(name): a Bundle of type subscription-notification") }
    #expect(count > 200)
  }
}
