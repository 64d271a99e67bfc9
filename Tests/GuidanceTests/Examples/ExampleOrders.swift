import Appropriateness
import CaseRecord

extension ExampleCase {
  static let requestEvidence = Evidence(
    reference: "ServiceRequest/thrombectomy", path: "Bundle.entry[6].resource.code",
    code: "http://snomed.info/sct|276982006", meaning: "Percutaneous thrombectomy")

  static func placed(
    _ item: Order.Item = .option("catheter-directed-therapy"), doubts: [Order.Doubt] = [],
    closure: Order.Closure? = nil, evidence: Evidence = requestEvidence
  ) -> Order {
    Order(
      row: "catheter-directed-therapy", item: item, doubts: doubts, closure: closure, side: .left,
      intent: .order,
      codes: [
        .init("http://snomed.info/sct|276982006", meaning: "Percutaneous thrombectomy"),
        .init("https://hospital.example/codes|PT-1"),
      ], evidence: evidence)
  }

  /// The matched case with an order that is within, one of another topic, and one that was carried out.
  static let withOrders: ExampleCase = {
    var recommendation = matchedRecommendation(.left)
    let rated = recommendation.options.filter { $0.option == "catheter-directed-therapy" }
    let filter = Evidence(
      reference: "ServiceRequest/filter", path: "Bundle.entry[7].resource.code",
      meaning: "Vena cava filter")
    let done = placed(
      closure: .carriedOut, evidence: Evidence(reference: "Procedure/plan", path: "Bundle.entry[9]")
    )
    recommendation.facts.orders = [placed(), done]
    recommendation.orders = [
      OrderRating(
        order: placed(), ratings: rated, result: .within, cautions: [lowPlatelets]),
      OrderRating(
        order: placed(.otherTopic, evidence: filter), result: .notCovered,
        notes: [Statement(id: "order/filter", text: "Filters have a topic of their own")],
        topic: NeighbouringTopic(title: "Vena Cava Filters", reason: "", sources: [])),
    ]
    return ExampleCase(name: "with orders", recommendations: [recommendation])
  }()

  /// The overlap with an order that its variants rate apart.
  static let orderInOverlap: ExampleCase = {
    var recommendation = overlap.recommendations[0]
    recommendation.orders = [
      OrderRating(
        order: placed(),
        ratings: recommendation.options.filter { $0.option == "catheter-directed-therapy" },
        result: .incomplete,
        notes: [Statement(id: "order/variants-disagree", text: "The variants do not agree")])
    ]
    return ExampleCase(name: "order in overlap", recommendations: [recommendation])
  }()

  /// Both legs, with an order that only the left one has.
  static let orderForOneLeg = ExampleCase(
    name: "order for one leg",
    recommendations: [withOrders.recommendations[0], matchedRecommendation(.right)])
}
