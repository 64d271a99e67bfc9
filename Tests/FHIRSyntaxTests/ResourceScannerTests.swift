import Testing

@testable import FHIRSyntax

/// Resources that stand alone are scanned as the same resources are in a Bundle.
@Suite struct ResourceScannerTests {
  /// Observations matter by code, patients always, claims never.
  private struct Selector: ResourceSelector {
    func selection(ofType type: UnsafeRawBufferPointer) -> ResourceSelection {
      switch String(decoding: type, as: UTF8.self) {
      case "Observation": .whenCoded
      case "Patient": .always
      default: .skip
      }
    }

    func recognizes(system: UnsafeRawBufferPointer, code: UnsafeRawBufferPointer) -> Bool {
      String(decoding: code, as: UTF8.self) == "known"
    }
  }

  private func scan(_ text: String) -> [ScannedResource] {
    var scanner = ResourceScanner(selector: Selector())
    var found: [ScannedResource] = []
    Array(text.utf8).withUnsafeBytes { bytes in
      _ = scanner.scanLines(bytes) { found.append($0) }
    }
    return found
  }

  @Test("type, id, subject and codes of each line; blank lines count and give nothing")
  func lines() {
    let found = scan(
      """
      {"resourceType":"Patient","id":"p"}

      {"id":"a","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"s","code":"known"}]},"resourceType":"Observation"}\r
      {"resourceType":"Observation","id":"b","code":{"coding":[{"system":"s","code":"other"}]}}
      {"resourceType":"Claim","patient":{"reference":"Patient/p"}}
      """)
    #expect(found.map(\.resourceType) == ["Patient", "Observation", "Observation", "Claim"])
    #expect(found.map(\.line) == [0, 2, 3, 4])
    #expect(found.map(\.isWanted) == [true, true, false, false])
    #expect(found.map(\.matters) == [true, true, true, false])
    #expect(found.map(\.subject) == [nil, "Patient/p", nil, "Patient/p"])
    #expect(found[2].unrecognized == [ScannedCoding(system: "s", code: "other")])
    #expect(found.allSatisfy { $0.defect == nil })
  }

  @Test(
    "a line that is broken costs itself, whatever is open at its end",
    arguments: [
      #"{"resourceType":"Patient","id":"#, #"{"resourceType":"Patient","name":[{"family":"x"#,
      #"{"resourceType":"Patient"}}"#, #"{"resourceType":"Patient"} {"resourceType":"Patient"}"#,
      #"{"resourceType":"Patient","id":"a","id":"b"}"#, "[]", "7", #"{"id":"a"}"#, "{\"a\":\"\\",
    ])
  func broken(line: String) {
    let good = #"{"resourceType":"Patient","id":"p"}"#
    let found = scan("\(good)\n\(line)\n\(good)\n")
    #expect(found.count == 3)
    #expect(found.map { $0.defect == nil } == [true, false, true])
    #expect(found.last?.id == "p")
    let place = found.last?.place
    #expect(place?.count == good.utf8.count)
  }

  @Test("a defect is placed in its line")
  func place() {
    let found = scan("{\"resourceType\":\"Patient\"}\n{\"resourceType\":\"Patient\",}\n")
    #expect(found.last?.defect?.offset == 25)
    #expect(found.last?.defect?.position?.line == 1)
  }

  @Test("a resource on many lines is one")
  func pretty() {
    var scanner = ResourceScanner(selector: Selector())
    let bytes = Array("{\n  \"resourceType\": \"Patient\",\n  \"id\": \"p\"\n}\n".utf8)
    let found = bytes.withUnsafeBytes { scanner.scanResource($0) }
    #expect(found?.id == "p" && found?.defect == nil)
  }
}
