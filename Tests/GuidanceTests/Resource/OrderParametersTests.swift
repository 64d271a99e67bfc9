import Appropriateness
import CaseRecord
import FHIR
import Testing

@testable import Guidance

@Suite("Orders in the terms of Guideline Appropriate Ordering")
struct OrderParametersTests {
  @Test("An order has item, request, rating, guideline, result, certainty and cautions")
  func parts() throws {
    let orders = ExampleCase.withOrders.response.output("order")
    #expect(orders.count == 2)
    let order = try #require(orders.first)
    #expect(
      order.partNames == [
        "item-assessed", "request", "rating", "variant", "guideline-followed", "result", "certain",
        "caution",
      ])
    #expect(order.parts("rating") == ["usually-appropriate"])
    #expect(order.parts("variant") == ["acute-moderate-severe"])
    #expect(order.parts("result") == ["within"])
    #expect(order.parts("certain") == ["true"])
    #expect(order.parts("caution").first?.contains("Platelets") == true)
    #expect(
      order.parts("guideline-followed") == [
        "https://venoguide.example/fhir/PlanDefinition/iliofemoral-dvt|2020"
      ])
  }

  @Test("The item has the codes as they were sent, and the option with the variant's label")
  func item() throws {
    let order = try #require(ExampleCase.withOrders.response.output("order").first)
    let item = try #require(order.part.first?.value?.write())
    #expect(
      item.all("coding").map { $0["code"]?.text } == [
        "276982006", "PT-1", "catheter-directed-therapy",
      ])
    #expect(
      item.all("coding").map { $0["display"]?.text } == [
        "Percutaneous thrombectomy", nil, "CDT/PMT with or without stent placement",
      ])
    #expect(item["text"]?.text == "Percutaneous thrombectomy")
  }

  @Test("A score is passed on where the edition has one")
  func score() {
    var recommendation = ExampleCase.withOrders.recommendations[0]
    recommendation.orders[0].ratings[0].score = 8
    let scored = ExampleCase(name: "", recommendations: [recommendation]).response
    #expect(scored.output("order").map { $0.parts("score") } == [["8"], []])
  }

  @Test("The request is a reference into the input, with its path")
  func request() throws {
    let order = try #require(ExampleCase.withOrders.response.output("order").first)
    let part = order.part.first { $0.name.value == "request" }
    let reference = try #require(part?.value?.write())
    #expect(reference["reference"]?.text == "ServiceRequest/thrombectomy")
    #expect(
      reference.all("extension").first?["valueString"]?.text == "Bundle.entry[6].resource.code")
  }

  @Test("An order of another topic has no rating and names the topic")
  func otherTopic() throws {
    let order = try #require(ExampleCase.withOrders.response.output("order").last)
    #expect(order.parts("result") == ["not-covered"])
    #expect(order.parts("topic") == ["Vena Cava Filters"])
    #expect(order.parts("rating").isEmpty && order.parts("certain").isEmpty)
    let item = try #require(order.part.first?.value?.write())
    #expect(item.all("coding").count == 2)
  }

  @Test("Variants that disagree give one parameter each, all with the one result")
  func overlap() {
    let orders = ExampleCase.orderInOverlap.response.output("order")
    #expect(
      orders.map { $0.parts("variant") + $0.parts("rating") + $0.parts("result") } == [
        ["acute-mild", "usually-not-appropriate", "incomplete"],
        ["may-thurner", "usually-appropriate", "incomplete"],
      ])
  }

  @Test("An order that only one leg has says which")
  func leg() {
    let orders = ExampleCase.orderForOneLeg.response.output("order")
    #expect(orders.map { $0.parts("leg") } == [["left"], ["left"]])
    #expect(ExampleCase.withOrders.response.output("order").allSatisfy { $0.parts("leg").isEmpty })
  }

  @Test("The section on orders follows the answer, and says what is not rated and why")
  func section() throws {
    let explanation = ExampleCase.withOrders.explanation
    let kinds = explanation.sections.map(\.kind)
    let place = try #require(kinds.firstIndex(of: .orders))
    #expect(kinds[place - 1] == .answer && kinds[place + 1] == .options)
    let texts = try #require(explanation.section(.orders)).texts
    #expect(texts.contains("Ordered: Percutaneous thrombectomy, left leg. Within the guideline."))
    #expect(texts.contains("CDT/PMT with or without stent placement: Usually appropriate."))
    #expect(texts.contains { $0.hasPrefix("Caution: Platelets below 100,000") })
    #expect(texts.contains { $0.contains("Not covered by this topic") })
    #expect(texts.contains { $0.contains("Procedure/plan") && $0.contains("carried out") })
    #expect(ExampleCase.matched.explanation.section(.orders) == nil)
  }

  @Test("An overlap shows each rating with its scenario and comes to none")
  func overlapSection() throws {
    let texts = try #require(ExampleCase.orderInOverlap.explanation.section(.orders)).texts
    #expect(texts.first?.hasSuffix("Assessment not completed.") == true)
    #expect(texts.count { $0.hasPrefix("CDT/PMT with or without stent placement: ") } == 2)
    #expect(!texts.contains { $0.hasPrefix("Certain") })
  }
}
