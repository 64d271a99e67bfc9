import FHIRSyntax

extension ElementRule {
  /// Condition.clinicalStatus: R5 demands it and has the code `unknown` for what R4 leaves out (fhir/README
  /// fact 8).
  static let clinicalStatus: ElementRule = {
    let system = "http://terminology.hl7.org/CodeSystem/condition-clinical"
    return ElementRule(
      r4: ["clinicalStatus"], r5: ["clinicalStatus"], isAlwaysApplied: true,
      toR4: { conversion, _, groups in
        let nodes = (groups["clinicalStatus"]?.nodes ?? []).filter {
          !$0.isOnly("unknown", of: system)
        }
        return ReleaseConversion.Converted(
          nodes: nodes.map {
            conversion.datatype($0, "CodeableConcept", named: "clinicalStatus")
          })
      },
      toR5: { conversion, _, groups in
        guard let node = groups["clinicalStatus"]?.nodes.first else {
          return ReleaseConversion.Converted(
            nodes: [.concept("clinicalStatus", system, "unknown", offset: -1)])
        }
        return ReleaseConversion.Converted(
          nodes: [conversion.datatype(node, "CodeableConcept", named: "clinicalStatus")])
      })
  }()

  /// Condition.evidence: codes and details apart in R4, a CodeableReference in R5 (fhir/README fact 9).
  static let evidence = ElementRule(
    r4: ["evidence"], r5: ["evidence"],
    paths: [("evidence.code", "evidence.concept"), ("evidence.detail", "evidence.reference")],
    toR4: { conversion, _, groups in
      ReleaseConversion.Converted(
        nodes: (groups["evidence"]?.nodes ?? []).map { node in
          var converted = node
          converted.children = node.children.map { child in
            switch child.name {
            case "concept": conversion.repeating(child, "CodeableConcept", named: "code")
            case "reference": conversion.repeating(child, "Reference", named: "detail")
            case "extension": conversion.repeating(child, "Extension", named: "extension")
            default: child
            }
          }
          return converted
        })
    },
    toR5: { conversion, _, groups in
      var all = ReleaseConversion.Converted()
      for node in groups["evidence"]?.nodes ?? [] {
        let codes = node.all("code")
        let details = node.all("detail")
        let isOne = codes.count <= 1 && details.count <= 1
        all.isExact = all.isExact && isOne && node["modifierExtension"] == nil
        for place in 0..<max(codes.count, details.count, 1) {
          var parts = place > 0 ? [] : node.children.filter { $0.name == "id" }
          if place == 0 {
            parts += node.all("extension").map {
              conversion.repeating($0, "Extension", named: "extension")
            }
          }
          if codes.indices.contains(place) {
            parts.append(conversion.datatype(codes[place], "CodeableConcept", named: "concept"))
          }
          if details.indices.contains(place) {
            parts.append(conversion.datatype(details[place], "Reference", named: "reference"))
          }
          let offset = codes.indices.contains(place) ? codes[place].offset : node.offset
          all.nodes.append(
            FHIRNode(name: "evidence", isRepeating: true, children: parts, offset: offset))
        }
      }
      return all
    })

  /// Observation.value[x]: R5 allows an Attachment and a Reference. R4 gets no value and a reason for that,
  /// since an Observation without both would say that something is there.
  static let observedValue: ElementRule = {
    let system = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
    let code = "unsupported"
    return ElementRule(
      r4: ["dataAbsentReason"], r5: ["value"],
      toR4: { conversion, level, groups in
        guard let group = groups["value"], let element = level.targetElement("value") else {
          return ReleaseConversion.Converted()
        }
        let converted = conversion.convert(group, to: element, level)
        guard converted.nodes.isEmpty, let node = group.nodes.first else { return converted }
        conversion.reading.report(
          .warning, .notSupported,
          "The record is read in the terms of FHIR R4, which has no such value of an Observation; the "
            + "value is not used.", at: "value", offset: node.offset)
        return ReleaseConversion.Converted(
          nodes: [.concept("dataAbsentReason", system, code, offset: node.offset)], isExact: false)
      },
      toR5: { conversion, level, groups in
        let nodes = (groups["dataAbsentReason"]?.nodes ?? []).filter {
          !(level.restored.contains("value") && $0.isOnly(code, of: system))
        }
        return ReleaseConversion.Converted(
          nodes: nodes.map {
            conversion.datatype($0, "CodeableConcept", named: "dataAbsentReason")
          })
      })
  }()

  /// BodyStructure: R4 has one location with qualifiers, R5 several structures and others that are excluded
  /// (fhir/README fact 19). More than one cannot be told in R4, and a part of them would be wrong.
  static let includedStructure = ElementRule(
    r4: ["location", "locationQualifier"], r5: ["includedStructure", "excludedStructure"],
    paths: [
      ("location", "includedStructure.structure"),
      ("locationQualifier", "includedStructure.qualifier"),
    ], isAlwaysApplied: true,
    toR4: { conversion, _, groups in
      let structures = groups["includedStructure"]?.nodes ?? []
      let excluded = groups["excludedStructure"]?.nodes ?? []
      if let extra = structures.dropFirst().first ?? excluded.first {
        conversion.reading.report(
          .error, .notSupported,
          "The record is read in the terms of FHIR R4, where a BodyStructure is one structure; the resource "
            + "is not used. Send one resource for each structure.",
          at: excluded.isEmpty ? "includedStructure[1]" : "excludedStructure", offset: extra.offset)
      }
      guard let structure = structures.first else {
        return ReleaseConversion.Converted(isExact: excluded.isEmpty)
      }
      var all = ReleaseConversion.Converted(isExact: structures.count == 1 && excluded.isEmpty)
      for child in structure.children {
        switch child.name {
        case "structure":
          if ElementDefinition(base: "structure", "CodeableConcept").isAbsent(child) { continue }
          all.nodes.append(conversion.datatype(child, "CodeableConcept", named: "location"))
        case "laterality", "qualifier":
          all.nodes.append(
            conversion.repeating(child, "CodeableConcept", named: "locationQualifier"))
          all.isExact = all.isExact && child.name == "qualifier"
        default: all.isExact = false
        }
      }
      return all
    },
    toR5: { conversion, _, groups in
      let location = groups["location"]?.nodes.first
      let qualifiers = groups["locationQualifier"]?.nodes ?? []
      let offset = location?.offset ?? qualifiers.first?.offset ?? -1
      var parts = [
        location.map { conversion.datatype($0, "CodeableConcept", named: "structure") }
          ?? ElementDefinition(base: "structure", "CodeableConcept").absent(offset: offset)
      ]
      parts += qualifiers.map {
        conversion.repeating($0, "CodeableConcept", named: "qualifier")
      }
      return ReleaseConversion.Converted(
        nodes: [
          FHIRNode(name: "includedStructure", isRepeating: true, children: parts, offset: offset)
        ])
    })

  /// Encounter: reasons have a use in R5 (fhir/README fact 16).
  static let encounterReason = ElementRule(
    r4: ["reasonCode", "reasonReference"], r5: ["reason"],
    paths: [
      ("reasonCode", "reason.value.concept"), ("reasonReference", "reason.value.reference"),
    ],
    toR4: { conversion, _, groups in
      var all = ReleaseConversion.Converted()
      var isAfterReference = false
      for node in groups["reason"]?.nodes ?? [] {
        let values = node.all("value")
        all.isExact = all.isExact && node.children.count == 1
        for value in values {
          all.isExact = all.isExact && value.children.count == 1
          if let concept = value["concept"] {
            all.nodes.append(conversion.datatype(concept, "CodeableConcept", named: "reasonCode"))
            all.isExact = all.isExact && !isAfterReference
          }
          if let reference = value["reference"] {
            all.nodes.append(conversion.datatype(reference, "Reference", named: "reasonReference"))
            isAfterReference = true
          }
        }
      }
      return all
    },
    toR5: { conversion, _, groups in
      let concepts = (groups["reasonCode"]?.nodes ?? []).map {
        $0.wrapped(in: "value", conversion.datatype($0, "CodeableConcept", named: "concept"))
      }
      let references = (groups["reasonReference"]?.nodes ?? []).map {
        $0.wrapped(in: "value", conversion.datatype($0, "Reference", named: "reference"))
      }
      return ReleaseConversion.Converted(
        nodes: (concepts + references).map { value in
          var value = value
          value.isRepeating = true
          return value.wrapped(in: "reason", value)
        })
    })
}
