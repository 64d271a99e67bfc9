import Appropriateness
import CaseRecord
import FHIRSyntax

/// The code systems that say what the criteria say: variants, assumptions, and the answers to features.
struct CriteriaCodeSystems {
  let editions: [Criteria]
  let version: String

  /// The variants of every edition; which case fits which is decided by the criteria, not by a code.
  var variant: FHIRNode {
    let rows = editions.flatMap { criteria in
      criteria.variants.map { (edition: criteria.edition, row: $0) }
    }
    return codeSystem(
      "variant", "Variants of the criteria",
      """
      Clinical scenarios of the ACR Appropriateness Criteria topic Radiologic Management of Iliofemoral Venous \
      Thrombosis, paraphrased. Which case fits which is decided by the criteria, not by a code.
      """, notice: Notices.builtIn.ratings,
      properties: [
        ("edition", "The edition of the criteria that has the variant."),
        ("facts", "The id of the variant in the clinical fact sheet."),
      ],
      concepts: rows.map { edition, row in
        item("concept") {
          text("code", row.code)
          text("display", row.title)
          text("definition", row.scenario)
          property("edition", edition.code)
          property("facts", row.factsID)
        }
      })
  }

  /// The publications that can bear on options; no rating comes from them.
  var evidence: FHIRNode {
    var seen: Set<String> = []
    let publications = editions.flatMap(\.evidence).map(\.publication).filter {
      seen.insert($0.id).inserted
    }
    return codeSystem(
      "evidence", "Published evidence",
      "Publications that are shown beside ratings. No rating is computed from them.",
      properties: [("kind", "What kind of publication it is.")],
      concepts: publications.map { publication in
        item("concept") {
          text("code", publication.id)
          text("display", publication.name)
          text("definition", publication.citation)
          property("kind", publication.kind.rawValue)
        }
      })
  }

  /// What an evaluation may take as true.
  var assumption: FHIRNode {
    var seen: Set<String> = []
    let rules = editions.flatMap(\.features).filter { rule in
      rule.assumptionCode.map { seen.insert($0).inserted } ?? false
    }
    return codeSystem(
      "assumption", "Assumptions",
      "What is taken as true where nothing in the record contradicts it and the criteria allow it.",
      concepts: rules.map { rule in
        item("concept") {
          text("code", rule.assumptionCode)
          text("display", rule.assumptionCode?.split(separator: "-").joined(separator: " "))
          text("definition", rule.assumption)
        }
      })
  }

  /// The answers to the features; a code means what the feature beside it asks.
  var featureValue: FHIRNode {
    var codes: [(code: String, meanings: [String])] = []
    for feature in Feature.allCases {
      for value in feature.domain {
        let meaning = "\(feature.words): \(feature.words(for: value))"
        if let at = codes.firstIndex(where: { $0.code == value.rawValue }) {
          codes[at].meanings.append(meaning)
        } else {
          codes.append((value.rawValue, [meaning]))
        }
      }
    }
    return codeSystem(
      "feature-value", "Values of features",
      """
      The answers to the features of a case. A code is read together with its feature; the definition lists what it \
      means for each that has it.
      """,
      concepts: codes.map { code, meanings in
        item("concept") {
          text("code", code)
          text("display", code.split(separator: "-").joined(separator: " "))
          text("definition", meanings.joined(separator: "; ") + ".")
        }
      })
  }

  /// The treatment options with every label that a variant gives them, and those that only a site's criteria have.
  func treatmentOption(completing published: FHIRNode) -> FHIRNode {
    var system = published
    var known: Set<String> = []
    for at in system.children.indices where system.children[at].name == "concept" {
      let code = system.children[at]["code"]?.text ?? ""
      known.insert(code)
      system.children[at].children += designations(of: code, beside: system.children[at])
    }
    for option in editions.flatMap(\.options) where known.insert(option.code).inserted {
      let concept = item("concept") {
        text("code", option.code)
        text("display", option.title)
      }
      system.children.append(
        item("concept") {
          concept.children
          designations(of: option.code, beside: concept)
        })
    }
    for at in system.children.indices where system.children[at].name == "count" {
      system.children[at].value = .number(String(known.count))
    }
    if let at = system.children.firstIndex(where: { $0.name == "caseSensitive" }),
      let notice = text("copyright", Notices.builtIn.ratings)
    {
      system.children.insert(notice, at: at)
    }
    return system
  }

  /// The labels of the published tables, which outputs show.
  private func designations(of code: String, beside concept: FHIRNode) -> [FHIRNode] {
    var seen: Set<String> = [concept["display"]?.text ?? ""]
    let titles = editions.flatMap { criteria in
      criteria.ratings.filter { $0.option == code }.map(\.label)
        + criteria.options.filter { $0.code == code }.map(\.title)
    }
    return titles.filter { seen.insert($0).inserted }.map { title in
      item("designation") { text("value", title) }
    }
  }

  // MARK: - Building

  private func property(_ code: String, _ value: String) -> FHIRNode {
    item("property") {
      text("code", code)
      text("valueString", value)
    }
  }

  private func codeSystem(
    _ id: String, _ title: String, _ description: String, notice: String? = nil,
    properties: [(code: String, description: String)] = [], concepts: [FHIRNode]
  ) -> FHIRNode {
    let name = "VenoGuide" + id.split(separator: "-").map(\.capitalized).joined()
    let head = ArtifactHead(
      id: id, version: version, name: name, title: title, description: description)
    return .resource("CodeSystem") {
      head.identity("CodeSystem")
      head.status
      head.about
      text("copyright", notice)
      flag("caseSensitive", true)
      text("content", "complete")
      number("count", concepts.count)
      for (code, description) in properties {
        item("property") {
          text("code", code)
          text("description", description)
          text("type", "string")
        }
      }
      concepts
    }
  }
}

extension Substring {
  /// With a capital letter at its start.
  var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
