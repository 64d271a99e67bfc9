import FHIRSyntax

/// How elements that belong together are told in R4 and in R5, where more than a name or a type differs.
struct ElementRule: Sendable {
  typealias Conversion =
    @Sendable (
      inout ReleaseConversion, ReleaseConversion.Level, ReleaseConversion.Groups
    ) -> ReleaseConversion.Converted

  /// The elements of R4.
  let r4: [String]
  /// The elements of R5.
  let r5: [String]
  /// Where each part of R4 is told in R5, for paths: `reasonCode` is `reason.concept`.
  var paths: [(r4: String, r5: String)] = []
  /// Whether it has something to say when none of the elements is there.
  var isAlwaysApplied = false
  /// From R5 to R4; nil where definitions say it all.
  var toR4: Conversion?
  /// From R4 to R5; nil where definitions say it all.
  var toR5: Conversion?

  func conversion(_ direction: ReleaseConversion.Direction) -> Conversion? {
    direction == .toR4 ? toR4 : toR5
  }

  /// The elements that are converted from.
  func sourceNames(_ direction: ReleaseConversion.Direction) -> [String] {
    direction == .toR4 ? r5 : r4
  }
}

// MARK: - Shapes that several resources share

extension ElementRule {
  /// R4: concepts and references apart. R5: a CodeableReference, with one or both.
  static func merged(_ concepts: String, _ references: String, into merged: String) -> ElementRule {
    ElementRule(
      r4: [concepts, references], r5: [merged],
      paths: [(concepts, merged + ".concept"), (references, merged + ".reference")],
      toR4: { conversion, level, groups in
        var all = ReleaseConversion.Converted()
        var isAfterReference = false
        for node in groups[merged]?.nodes ?? [] {
          if let concept = node["concept"] {
            all.nodes.append(conversion.datatype(concept, "CodeableConcept", named: concepts))
            all.isExact = all.isExact && !isAfterReference
          }
          if let reference = node["reference"] {
            all.nodes.append(conversion.datatype(reference, "Reference", named: references))
            isAfterReference = true
          }
          all.isExact = all.isExact && node.children.count == 1
        }
        if level.targetElement(references)?.isRepeating == false {
          all.keepFirst(references, of: groups[merged], &conversion)
        }
        return all
      },
      toR5: { conversion, _, groups in
        ReleaseConversion.Converted(
          nodes: (groups[concepts]?.nodes ?? []).map { node in
            node.wrapped(in: merged, conversion.datatype(node, "CodeableConcept", named: "concept"))
          }
            + (groups[references]?.nodes ?? []).map { node in
              node.wrapped(in: merged, conversion.datatype(node, "Reference", named: "reference"))
            })
      })
  }

  /// R4: one concept. R5: several, of which none may be passed over: one concept gets all their codings.
  static func joined(_ name: String) -> ElementRule {
    ElementRule(
      r4: [name], r5: [name],
      toR4: { conversion, _, groups in
        let nodes = (groups[name]?.nodes ?? []).map {
          conversion.datatype($0, "CodeableConcept", named: name)
        }
        guard var first = nodes.first, nodes.count > 1 else {
          return ReleaseConversion.Converted(nodes: nodes)
        }
        let codings = nodes.flatMap { $0.all("coding") }
        let rest = first.children.filter { $0.name != "coding" }
        first.children =
          rest.filter { $0.name != "text" } + codings + rest.filter { $0.name == "text" }
        return ReleaseConversion.Converted(nodes: [first], isExact: false)
      })
  }

  /// R4: a code. R5: a concept with that code.
  static func coded(_ name: String, _ system: String) -> ElementRule {
    ElementRule(
      r4: [name], r5: [name],
      toR4: { _, level, groups in
        guard let node = groups[name]?.nodes.first, let code = node.code(of: system),
          level.targetElement(name)?.allows(code) == true
        else { return ReleaseConversion.Converted(isExact: false) }
        return ReleaseConversion.Converted(
          nodes: [FHIRNode(name: name, value: .string(code), offset: node.offset)],
          isExact: node.isOnly(code, of: system))
      },
      toR5: { _, _, groups in
        let nodes = groups[name]?.nodes ?? []
        return ReleaseConversion.Converted(
          nodes: nodes.compactMap { node in
            node.text.map { .concept(name, system, $0, offset: node.offset) }
          }, isExact: nodes.allSatisfy { $0.value != nil && $0.children.isEmpty })
      })
  }

  /// R4: `recorder` and `asserter`. R5: participants with a function.
  static let participants: ElementRule = {
    let system = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"
    let functions: [(element: String, code: String)] = [
      ("recorder", "author"), ("asserter", "informant"),
    ]
    return ElementRule(
      r4: ["recorder", "asserter"], r5: ["participant"],
      paths: [("recorder", "participant.actor"), ("asserter", "participant.actor")],
      toR4: { conversion, _, groups in
        var all = ReleaseConversion.Converted()
        var last = -1
        for node in groups["participant"]?.nodes ?? [] {
          let place = functions.firstIndex { node["function"]?.code(of: system) == $0.code }
          guard let place, place > last, let actor = node["actor"] else {
            all.isExact = false
            continue
          }
          last = place
          all.nodes.append(
            conversion.datatype(actor, "Reference", named: functions[place].element))
          let isOnly = node["function"]?.isOnly(functions[place].code, of: system) == true
          all.isExact = all.isExact && isOnly && node.children.count == 2
        }
        return all
      },
      toR5: { conversion, _, groups in
        ReleaseConversion.Converted(
          nodes: functions.compactMap { element, code in
            guard let node = groups[element]?.nodes.first else { return nil }
            let actor = conversion.datatype(node, "Reference", named: "actor")
            return FHIRNode(
              name: "participant", isRepeating: true,
              children: [.concept("function", system, code, offset: node.offset), actor],
              offset: node.offset)
          })
      })
  }()

  /// R4: the standard extension `bodySite` beside a concept. R5: an element that refers to a BodyStructure,
  /// with a concept beside it where there is one (`concept`).
  static func site(_ name: String, concept: Bool) -> ElementRule {
    let url = "http://hl7.org/fhir/StructureDefinition/bodySite"
    return ElementRule(
      r4: concept ? [name, "extension"] : ["extension"], r5: [name],
      paths: concept ? [(name, name + ".concept")] : [],
      toR4: { conversion, _, groups in
        guard let node = groups[name]?.nodes.first else { return ReleaseConversion.Converted() }
        var nodes: [FHIRNode] = []
        if concept, let concept = node["concept"] {
          nodes.append(conversion.datatype(concept, "CodeableConcept", named: name))
        }
        if let reference = concept ? node["reference"] : node {
          let value = conversion.datatype(reference, "Reference", named: "valueReference")
          nodes.append(
            FHIRNode(
              name: "extension", isRepeating: true,
              children: [FHIRNode(name: "url", value: .string(url)), value], offset: node.offset))
        }
        return ReleaseConversion.Converted(nodes: nodes)
      },
      toR5: { conversion, _, groups in
        var nodes: [FHIRNode] = []
        var parts: [FHIRNode] = []
        if concept, let node = groups[name]?.nodes.first {
          parts.append(conversion.datatype(node, "CodeableConcept", named: "concept"))
        }
        var reference: FHIRNode?
        for node in groups["extension"]?.nodes ?? [] {
          if reference == nil, node["url"]?.text == url, let value = node["valueReference"] {
            reference = conversion.datatype(
              value, "Reference", named: concept ? "reference" : name)
          } else {
            nodes.append(conversion.datatype(node, "Extension", named: "extension"))
          }
        }
        if let reference {
          if concept { parts.append(reference) } else { nodes.append(reference) }
        }
        if let first = parts.first {
          nodes.append(FHIRNode(name: name, children: parts, offset: first.offset))
        }
        return ReleaseConversion.Converted(nodes: nodes)
      })
  }

  /// R5 only: an element that says that the content is about something other than the patient.
  static func otherFocus(_ name: String) -> ElementRule {
    ElementRule(
      r4: [], r5: [name],
      toR4: { conversion, _, groups in
        conversion.reading.report(
          .error, .businessRule,
          "The content is about something other than the patient; it is not used.", at: name,
          offset: groups[name]?.nodes.first?.offset ?? -1)
        return ReleaseConversion.Converted(isExact: false)
      })
  }

  /// R4: one subject. R5: several, which R4 cannot tell.
  static let oneSubject = ElementRule(
    r4: ["subject"], r5: ["subject"],
    toR4: { conversion, _, groups in
      let nodes = groups["subject"]?.nodes ?? []
      if nodes.count > 1 {
        conversion.reading.report(
          .error, .notSupported,
          "Several subjects are named, and it cannot be told what is said of which; the resource is not "
            + "used.", at: "subject", offset: nodes[1].offset)
      }
      return ReleaseConversion.Converted(
        nodes: nodes.prefix(1).map { conversion.datatype($0, "Reference", named: "subject") },
        isExact: nodes.count <= 1)
    })
}

// MARK: - Nodes

extension ReleaseConversion.Converted {
  /// Of elements that R4 has once, keeps the first; what is left out is told.
  fileprivate mutating func keepFirst(
    _ name: String, of group: ReleaseConversion.Group?, _ conversion: inout ReleaseConversion
  ) {
    guard let first = nodes.firstIndex(where: { $0.name == name }),
      nodes[(first + 1)...].contains(where: { $0.name == name })
    else { return }
    nodes = nodes.enumerated().filter { $0 <= first || $1.name != name }.map(\.element)
    isExact = false
    conversion.reading.report(
      .warning, .notSupported,
      "The record is read in the terms of FHIR R4, which has room for one reference here; only the first "
        + "is used.", at: group?.element.name ?? name, offset: group?.nodes.first?.offset ?? -1)
  }
}

extension FHIRNode {
  /// A concept with one coding.
  static func concept(
    _ name: String, _ system: String, _ code: String, offset: Int
  ) -> FHIRNode {
    let coding = FHIRNode(
      name: "coding", isRepeating: true,
      children: [
        FHIRNode(name: "system", value: .string(system)),
        FHIRNode(name: "code", value: .string(code)),
      ])
    return FHIRNode(name: name, children: [coding], offset: offset)
  }

  /// The code of a system among the codings of a concept.
  func code(of system: String) -> String? {
    all("coding").first { $0["system"]?.text == system }?["code"]?.text
  }

  /// Whether a concept says that code and nothing more.
  func isOnly(_ code: String, of system: String) -> Bool {
    guard children.count == 1, let coding = self["coding"], coding.children.count == 2 else {
      return false
    }
    return coding["system"]?.text == system && coding["code"]?.text == code
  }

  /// An element of that name with one part, in the place of this one.
  func wrapped(in name: String, _ part: FHIRNode) -> FHIRNode {
    FHIRNode(name: name, children: [part], offset: offset)
  }
}
