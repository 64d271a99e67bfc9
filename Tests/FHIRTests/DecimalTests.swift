import FHIR
import FHIRSyntax
import Testing

/// Decimals keep their text and compare by value (fhir/README fact 39).
struct DecimalTests {
  @Test(arguments: [
    "0", "1", "1.0", "1.00", "-0.0", "0.00100", "1.50E-3", "1e2", "1E+2", "-1.0e-2",
    "99999999999999.9999", "66.899999999999991", "1.000000000000000000",
  ])
  func theTextIsKeptCharacterForCharacter(text: String) throws {
    let tree = try json(
      #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"#
        + #""valueQuantity":{"value":\#(text)}}"#)
    var reading = Reading()
    let observation = R4.Observation(from: tree, &reading)
    #expect(reading.issues.filter { $0.severity > .information } == [])
    guard case .quantity(let quantity)? = observation.value else {
      Issue.record("expected a quantity")
      return
    }
    #expect(quantity.value?.value?.text == text)
    #expect(observation.node["valueQuantity"]?["value"]?.value == .number(text))
  }

  @Test(arguments: [
    "", "-", "+1", "01", ".5", "1.", "1e", "1e+", "NaN", "1,5", " 1", "1 ", "0x1", "--1", "1.2.3",
  ])
  func whatIsNoDecimalIsRefused(text: String) {
    #expect(FHIRDecimal(text) == nil)
  }

  @Test(arguments: [
    ("1.0", "1"), ("100", "1e2"), ("0.0", "-0.000"), ("1.50E-3", "0.0015"), ("0e99", "0"),
    ("12e-1", "1.2"), ("-1.10", "-1.1"),
  ])
  func theSameNumberInAnotherSpellingIsTheSame(left: String, right: String) throws {
    let left = try #require(FHIRDecimal(left))
    let right = try #require(FHIRDecimal(right))
    #expect(left.isSame(as: right))
    #expect(left != right, "equality is that of the text")
  }

  @Test(arguments: [
    ("1", "1.01"), ("-2", "-1"), ("-1", "0"), ("0", "1e-30"), ("9", "10"), ("0.099", "0.1"),
    ("9007199254740992", "9007199254740993"), ("-1e3", "-999.9"), ("1e999999998", "1e999999999"),
    ("-1e99999999999999999999999", "1e99999999999999999999999"),
  ])
  func comparisonIsExact(less: String, greater: String) throws {
    let less = try #require(FHIRDecimal(less))
    let greater = try #require(FHIRDecimal(greater))
    #expect(less.isLess(than: greater))
    #expect(greater.compared(to: less) == .greater)
  }

  @Test func aDoubleIsMadeOnlyOnRequest() throws {
    let decimal = try #require(FHIRDecimal("0.10"))
    #expect(decimal.doubleValue == 0.1)
    #expect(decimal.text == "0.10")
  }
}
