import Appropriateness
import CaseRecord
import FHIR
import FHIRSyntax
import FoundationEssentials
import Guidance

/// The rules of an edition as a Library: what they ask for, and the criteria files themselves.
struct CriteriaLibrary {
  let edition: KnowledgeSources.Edition

  private var criteria: Criteria { edition.criteria }
  static let urlName = "iliofemoral-dvt"

  var node: FHIRNode {
    let code = criteria.edition.code
    let head = ArtifactHead(
      id: "\(CriteriaLibrary.urlName)-\(code)", urlName: CriteriaLibrary.urlName,
      version: code,
      name: "VenoGuideIliofemoralDvtRules\(code)", title: "Rules of the edition \(code)",
      description: """
        The rules by which VenoGuide applies \(criteria.edition.short): who fits which variant, how each option rates, \
        what is asked for and what is said beside it. The content holds the criteria files as they are: rows of a \
        form of their own, which VenoGuide reads and other programs do not. They are no CQL, and none is made of them: \
        their conditions ask for facts that VenoGuide derives from a record, not for elements of a resource.
        """)
    return .resource("Library") {
      head.identity("Library")
      head.status
      element("type") {
        item("coding") {
          text("system", "http://terminology.hl7.org/CodeSystem/library-type")
          text("code", "logic-library")
        }
      }
      head.about
      text("copyright", Notices.builtIn.ratings)
      CriteriaCitations(criteria).edition
      item("parameter") {
        text("name", "case")
        text("use", "in")
        number("min", 1)
        text("max", "1")
        text("documentation", "The record.")
        text("type", "Bundle")
        text("profile", Canonicals.structure("case-bundle"))
      }
      item("parameter") {
        text("name", "return")
        text("use", "out")
        number("min", 1)
        text("max", "*")
        text("documentation", "One answer for each patient.")
        text("type", "GuidanceResponse")
        text("profile", Canonicals.structure("guidance-response"))
      }
      dataRequirements
      for file in edition.files {
        item("content") {
          text("contentType", "application/json")
          text("data", Data(file.bytes).base64EncodedString())
          text("title", file.name)
        }
      }
    }.withNotices
  }

  /// The data that answers the questions, in the order of the questions.
  private var dataRequirements: [FHIRNode] {
    let asked = Set(criteria.features.map(\.feature))
    return criteria.questions.filter { asked.contains($0.feature) }.flatMap { question in
      question.requirements(named: "dataRequirement")
    }
  }
}

extension FeatureQuestion {
  /// The data that would answer the question, best first, each with the question.
  func requirements(named name: String) -> [FHIRNode] {
    needs.map { need in
      var requirement = R4.DataRequirement(need)
      requirement.extension = [
        .question(feature: feature, text: text, reason: reason)
      ]
      return requirement.write(as: name, isRepeating: true)
    }
  }
}

/// The code systems that an artifact names.
enum CodingSystems {
  /// Every system that stands in a tree.
  static func named(in node: FHIRNode) -> Set<String> {
    var systems: Set<String> = []
    func walk(_ node: FHIRNode) {
      if node.name == "system" || node.name == "source", let text = node.text {
        systems.insert(text)
      }
      for child in node.children { walk(child) }
    }
    walk(node)
    return systems
  }
}
