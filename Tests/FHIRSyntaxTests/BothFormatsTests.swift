import FHIRSyntax
import ReaderProperties
import Testing

@Suite("JSON and XML say the same")
struct BothFormatsTests {
  @Test(
    "a pair of files gives the same tree but for what XML does not tell",
    .enabled(if: SharedData.isPresent))
  func pairs() throws {
    var count = 0
    for release in ["R4", "R4B", "R5"] {
      for folder in ["examples/tricky/\(release)", "examples/\(release)"] {
        let isTricky = folder.contains("tricky")
        let jsonFolder = isTricky ? folder : folder + "/json"
        for json in SharedData.files(in: jsonFolder, endingWith: ".json") {
          let xml =
            isTricky
            ? json.dropLast(5) + ".xml"
            : json.dropLast(5).replacing("/json/", with: "/xml/") + ".xml"
          let left = try readTree(SharedData.bytes(json)).root
          let right = try readTree(SharedData.bytes(String(xml))).root
          let difference = left.firstDifference(from: right)
          #expect(difference == nil, "\(json): \(difference ?? "")")
          count += 1
        }
      }
    }
    print("JSON and XML pairs: \(count)")
    #expect(count > 880)
  }
}
