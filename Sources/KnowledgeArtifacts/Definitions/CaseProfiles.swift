import CaseMapping
import FHIRSyntax

/// Profiles of the Bundle that is accepted and of the resources in it, made from what the mapping reads.
///
/// They ask for nothing, since nothing that is missing makes an input wrong; `mustSupport` marks what is read.
struct CaseProfiles {
  let version: String

  var nodes: [FHIRNode] { [bundle] + ReadElements.all.map(profile(of:)) }

  private var bundle: FHIRNode {
    structure(
      "case-bundle", "Bundle", title: "Record of a case",
      description: """
        What VenoGuide reads: a Bundle of any of these types, of one or more patients, with resources of any type. The \
        slices name the types that say something about the case; all others are let through unread.
        """
    ) {
      definition("Bundle", "The record of one or more patients", isRoot: true)
      definition("Bundle.identifier", "Echoed in the answer")
      item("element") {
        text("id", "Bundle.type")
        text("path", "Bundle.type")
        flag("mustSupport", true)
        element("binding") {
          text("strength", "required")
          text("valueSet", Canonicals.valueSet("case-bundle-type"))
        }
      }
      definition("Bundle.timestamp", "The moment of evaluation, when it is asked for")
      item("element") {
        text("id", "Bundle.entry")
        text("path", "Bundle.entry")
        element("slicing") {
          item("discriminator") {
            text("type", "type")
            text("path", "resource")
          }
          text("rules", "open")
        }
        number("min", 1)
      }
      for read in ReadElements.all { slice(read) }
    }
  }

  private func slice(_ read: ReadElements) -> [FHIRNode] {
    let name = CaseProfiles.name(read.type)
    return [
      item("element") {
        text("id", "Bundle.entry:\(name)")
        text("path", "Bundle.entry")
        text("sliceName", name)
        text("short", "Read for: \(read.use)")
        number("min", 0)
        text("max", "*")
      },
      item("element") {
        text("id", "Bundle.entry:\(name).resource")
        text("path", "Bundle.entry.resource")
        number("min", 1)
        item("type") {
          text("code", read.type)
          texts("profile", [Canonicals.structure("case-\(name)")])
        }
      },
    ]
  }

  private func profile(of read: ReadElements) -> FHIRNode {
    structure(
      "case-\(CaseProfiles.name(read.type))", read.type, title: "\(read.type) of a case",
      description: """
        What VenoGuide reads of a \(read.type): \(read.use). Elements marked mustSupport are read, others are not. A \
        modifierExtension or implicitRules anywhere in it sets the resource aside.
        """
    ) {
      definition(read.type, "Read for: \(read.use)", isRoot: true)
      for element in read.elements {
        definition(
          "\(read.type).\(element.name)\(element.isChoice ? "[x]" : "")",
          element.use.capitalizedAtStart)
      }
    }
  }

  private func definition(_ path: String, _ short: String, isRoot: Bool = false) -> FHIRNode {
    item("element") {
      text("id", path)
      text("path", path)
      text("short", short)
      if !isRoot { flag("mustSupport", true) }
    }
  }

  private func structure(
    _ id: String, _ type: String, title: String, description: String,
    @Elements _ elements: () -> [FHIRNode]
  ) -> FHIRNode {
    let name = "VenoGuide" + id.split(separator: "-").map(\.capitalized).joined()
    let head = ArtifactHead(
      id: id, version: version, name: name, title: title, description: description)
    return .resource("StructureDefinition") {
      head.identity("StructureDefinition")
      head.status
      head.about
      text("fhirVersion", "4.0.1")
      text("kind", "resource")
      flag("abstract", false)
      text("type", type)
      text("baseDefinition", "http://hl7.org/fhir/StructureDefinition/\(type)")
      text("derivation", "constraint")
      element("differential", elements)
    }
  }

  /// `MedicationStatement` as `medication-statement`.
  private static func name(_ type: String) -> String {
    var name = ""
    for character in type {
      if character.isUppercase, !name.isEmpty { name += "-" }
      name += character.lowercased()
    }
    return name
  }
}

extension String {
  /// With a capital letter at its start.
  fileprivate var capitalizedAtStart: String { prefix(1).uppercased() + dropFirst() }
}
