import FHIR
import Testing

/// What a content type says of format and release.
struct ContentTypeTests {
  @Test(arguments: [
    ("application/fhir+json", FHIRContentType(format: .json)),
    ("application/fhir+xml; charset=utf-8", FHIRContentType(format: .xml)),
    ("application/fhir+json; fhirVersion=4.0", FHIRContentType(format: .json, release: .r4)),
    ("Application/FHIR+XML;fhirVersion=4.3", FHIRContentType(format: .xml, release: .r4b)),
    ("application/fhir+json; fhirVersion=\"5.0\"", FHIRContentType(format: .json, release: .r5)),
    ("application/fhir+ndjson;fhirversion=5.0.0", FHIRContentType(format: .json, release: .r5)),
  ])
  func formatAndReleaseAreRead(_ text: String, _ expected: FHIRContentType) {
    #expect(FHIRContentType(text) == expected)
  }

  @Test func aReleaseThatIsNotKnownIsNotMistakenForAnother() {
    let type = FHIRContentType("application/fhir+json; fhirVersion=3.0")
    #expect(type.release == nil)
    #expect(type.namesUnknownRelease)
    #expect(FHIRContentType("text/html").format == nil)
  }

  @Test func itIsWrittenAsItIsRead() {
    for format in [FHIRContentType(format: .json), FHIRContentType(format: .xml, release: .r5)] {
      #expect(FHIRContentType("\(format)") == format)
    }
  }
}
