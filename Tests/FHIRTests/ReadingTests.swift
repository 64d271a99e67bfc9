import FHIR
import FHIRSyntax
import Testing

/// Reading goes on after a fault and says what, how bad and where.
struct ReadingTests {
  private func read(_ text: String) throws -> (resource: R4.AnyResource, reading: Reading) {
    var reading = Reading()
    let resource = R4.AnyResource(from: try json(text), &reading)
    return (resource, reading)
  }

  private func issues(_ text: String) throws -> [FHIR.Issue] { try read(text).reading.issues }

  private static let observation =
    #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"#

  @Test func twoValuesOfOneChoiceAreAnError() throws {
    let found = try issues(Self.observation + #""valueString":"a","valueBoolean":true}"#)
    #expect(found.map(\.severity) == [.error])
    #expect(found.map(\.expression) == ["value"])
  }

  @Test func anExtensionOnOneTypeAndAValueOfAnotherAreTwoValues() throws {
    let found = try issues(
      Self.observation + #""_valueString":{"id":"a"},"valueBoolean":true}"#)
    #expect(found.map(\.severity) == [.error])
  }

  @Test func aChoiceWithoutItsTypeIsUnknown() throws {
    let found = try issues(Self.observation + #""value":5}"#)
    #expect(found.map(\.severity) == [.warning])
    #expect(found.map(\.expression) == ["value"])
  }

  @Test func anUnknownElementDoesNoHarm() throws {
    let (resource, reading) = try read(
      #"{"resourceType":"Patient","favouriteColour":"blue","birthDate":"1970"}"#)
    #expect(reading.issues.map(\.severity) == [.warning])
    #expect(reading.issues.map(\.expression) == ["favouriteColour"])
    #expect(!reading.hasErrors)
    guard case .patient(let patient) = resource else {
      Issue.record("expected a Patient")
      return
    }
    #expect(patient.birthDate?.value?.year == 1970)
  }

  @Test func aNameThatCannotBeFHIRsIsNotRepeated() throws {
    let found = try issues(#"{"resourceType":"Patient","name":[{"Erika Muster":"x"}]}"#)
    #expect(found.map(\.expression) == ["name[0]"])
    #expect(!found.map(\.description).joined().contains("Erika"))
  }

  @Test func aSingleElementInAnArrayIsAnError() throws {
    let found = try issues(#"{"resourceType":"Patient","birthDate":["1970"]}"#)
    #expect(found.map(\.severity) == [.error])
    #expect(found.map(\.expression) == ["birthDate"])
  }

  @Test func aRepeatingElementWithoutAnArrayIsAnError() throws {
    let found = try issues(#"{"resourceType":"Patient","name":{"family":"x"}}"#)
    #expect(found.map(\.severity) == [.error])
    #expect(found.map(\.expression) == ["name[0]"])
  }

  @Test func xmlDoesNotTellArraysAndIsNotAskedForThem() throws {
    var reading = Reading(arraysAreMarked: false)
    let patient = R4.Patient(
      from: try xml(
        #"<Patient xmlns="http://hl7.org/fhir"><name><family value="x"/></name></Patient>"#),
      &reading)
    #expect(reading.issues == [])
    #expect(patient.name.first?.family?.value == "x")
    #expect(patient.node["name"]?.isRepeating == true)
  }

  @Test func aSecondValueOfASingleElementIsAnError() throws {
    var reading = Reading(arraysAreMarked: false)
    _ = R4.Patient(
      from: try xml(
        #"<Patient xmlns="http://hl7.org/fhir"><gender value="male"/><gender value="female"/></Patient>"#
      ), &reading)
    #expect(reading.hasErrors)
    #expect(reading.issues.map(\.expression) == ["gender"])
  }

  @Test func aRequiredElementOfAResourceIsRequired() throws {
    let found = try issues(#"{"resourceType":"Observation","code":{"text":"x"}}"#)
    #expect(found.map(\.code) == [.required])
    #expect(found.map(\.severity) == [.error])
    #expect(found.map(\.expression) == ["status"])
  }

  @Test func whatAPartLacksCostsThePartOnly() throws {
    let (_, reading) = try read(Self.observation + #""component":[{"valueString":"a"}]}"#)
    #expect(reading.issues.map(\.expression) == ["component[0].code"])
    #expect(!reading.hasErrors)
  }

  @Test func aStatusOutsideItsSetIsAnError() throws {
    let found = try issues(
      #"{"resourceType":"Observation","status":"Final","code":{"text":"x"}}"#)
    #expect(found.map(\.code) == [.codeInvalid])
    #expect(found.map(\.severity) == [.error])
  }

  @Test func aGenderOutsideItsSetIsAWarning() throws {
    let found = try issues(#"{"resourceType":"Patient","gender":"w"}"#)
    #expect(found.map(\.severity) == [.warning])
  }

  @Test func aBrokenNarrativeDoesNotCostTheResource() throws {
    let (_, reading) = try read(
      Self.observation
        + #""text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><b></div>"}}"#
    )
    #expect(reading.issues.map(\.severity) == [.warning])
    #expect(reading.issues.map(\.expression) == ["text.div"])
    #expect(!reading.hasErrors)
  }

  @Test func faultsInMetaDoNotCostTheResource() throws {
    let (_, reading) = try read(Self.observation + #""meta":{"lastUpdated":"yesterday"}}"#)
    #expect(reading.issues.map(\.severity) == [.warning])
    #expect(!reading.hasErrors)
  }

  @Test func aBrokenContainedResourceIsNotUsedAndLeavesTheOthersAlone() throws {
    let (resource, reading) = try read(
      Self.observation + #""contained":[{"resourceType":"Observation","id":"c"}]}"#)
    #expect(reading.issues.map(\.expression) == ["contained[0].status", "contained[0].code"])
    #expect(!reading.hasErrors)
    guard case .observation(let observation) = resource, case .other = observation.contained[0]
    else {
      Issue.record("expected an Observation with a contained tree")
      return
    }
  }

  @Test func placesAreWrittenAsFHIRPath() throws {
    let found = try issues(
      #"{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:x"},{"resource":"#
        + #"{"resourceType":"Condition","subject":{"reference":"Patient/1"},"onsetDateTime":"x"}}]}"#
    )
    #expect(found.map(\.expression) == ["entry[1].resource.onset"])
  }

  @Test func issuesKnowTheByteWhereTheElementStands() throws {
    let text = #"{"resourceType":"Patient","birthDate":"x"}"#
    let issue = try #require(try issues(text).first)
    let offset = try #require(issue.offset)
    #expect(
      String(text.utf8.dropFirst(offset))?.hasPrefix(#""x""#) == true
        || String(text.utf8.dropFirst(offset))?.hasPrefix(#""birthDate""#) == true)
  }

  @Test func valuesOfTypesFromOtherReleasesAreKept() throws {
    let text =
      #"{"resourceType":"Patient","extension":[{"url":"http://x/y","valueRatioRange":{"a":"b"}}]}"#
    let (resource, reading) = try read(text)
    #expect(reading.issues.map(\.severity) == [.information])
    #expect(resource.node == (try json(text)))
  }

  @Test func resourcesThatAreNotModelledPassThrough() throws {
    let text = #"{"resourceType":"Organization","name":"x","active":true}"#
    let (resource, reading) = try read(text)
    #expect(reading.issues == [])
    #expect(resource.modelled == nil)
    #expect(resource.resourceType == "Organization")
    #expect(resource.node == (try json(text)))
  }

  @Test func aTypeThatFHIRDoesNotKnowIsAnError() throws {
    #expect(try read(#"{"resourceType":"Pateint"}"#).reading.hasErrors)
    // A name that no type can have does not even come through the reader.
    #expect(throws: SyntaxError.self) { try read(#"{"resourceType":"patient"}"#) }
  }

  @Test func thousandsOfFaultsAreListedUpToALimitAndStillCount() throws {
    let names = (0..<5000).map { _ in "{\"use\":5}" }.joined(separator: ",")
    let (_, reading) = try read("{\"resourceType\":\"Patient\",\"name\":[\(names)]}")
    #expect(reading.issues.count == 101)
    #expect(reading.issues.last?.code == .tooCostly)
    #expect(reading.hasErrors)
  }
}
