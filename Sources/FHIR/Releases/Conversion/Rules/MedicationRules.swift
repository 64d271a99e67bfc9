import FHIRSyntax

extension ElementRule {
  /// MedicationStatement: what R4 says by its status, R5 says by `adherence` (fhir/README fact 14).
  ///
  /// A statement that is recorded and does not say whether the medication is taken says that it is not known:
  /// nothing is made up.
  static let adherence: ElementRule = {
    let system = "http://hl7.org/fhir/CodeSystem/medication-statement-adherence"
    // What the way back gives comes first; "on hold" and "stopped" are kinds of "not taking" (FHIR R5).
    let codes: [(status: String, adherence: String)] = [
      ("active", "taking"), ("active", "taking-as-directed"), ("active", "taking-not-as-directed"),
      ("not-taken", "not-taking"), ("on-hold", "on-hold"), ("on-hold", "on-hold-as-directed"),
      ("on-hold", "on-hold-not-as-directed"), ("stopped", "stopped"),
      ("stopped", "stopped-as-directed"), ("stopped", "stopped-not-as-directed"),
      ("completed", "stopped"), ("unknown", "unknown"),
    ]
    return ElementRule(
      r4: ["status"], r5: ["status", "adherence"],
      toR4: { conversion, _, groups in
        guard let status = groups["status"]?.nodes.first else {
          return ReleaseConversion.Converted(isExact: groups["adherence"] == nil)
        }
        let adherence = groups["adherence"]?.nodes.first
        if status.text == "entered-in-error" {
          return ReleaseConversion.Converted(nodes: [status], isExact: adherence == nil)
        }
        let code = adherence?["code"]?.code(of: system)
        let known = codes.first { $0.adherence == code }
        if known == nil || status.text == "draft" {
          conversion.reading.report(
            .warning, .incomplete,
            status.text == "draft"
              ? "The statement is a draft; it is not used."
              : "The statement does not say, in a code that FHIR has for it, whether the medication is taken; "
                + "send adherence.code.",
            at: status.text == "draft" ? "status" : "adherence",
            offset: adherence?.offset ?? status.offset)
        }
        let offset = adherence?["code"]?.offset ?? status.offset
        guard status.text == "recorded" else {
          return ReleaseConversion.Converted(
            nodes: [FHIRNode(name: "status", value: .string("unknown"), offset: status.offset)],
            isExact: false)
        }
        guard let known, let code else {
          return ReleaseConversion.Converted(
            nodes: [ElementDefinition(base: "status", "code").absent(offset: offset)],
            isExact: adherence == nil && status.children.isEmpty)
        }
        let isExact =
          status.children.isEmpty && adherence?.children.count == 1
          && adherence?["code"]?.isOnly(code, of: system) == true
          && codes.first { $0.status == known.status }?.adherence == code
        return ReleaseConversion.Converted(
          nodes: [FHIRNode(name: "status", value: .string(known.status), offset: offset)],
          isExact: isExact)
      },
      toR5: { _, _, groups in
        guard let status = groups["status"]?.nodes.first else {
          return ReleaseConversion.Converted()
        }
        if status.text == "entered-in-error" {
          return ReleaseConversion.Converted(nodes: [status])
        }
        var nodes = [FHIRNode(name: "status", value: .string("recorded"), offset: status.offset)]
        let known = codes.first { $0.status == status.text }
        if let known {
          let code = FHIRNode.concept("code", system, known.adherence, offset: status.offset)
          nodes.append(status.wrapped(in: "adherence", code))
        }
        let isAbsent = ElementDefinition(base: "status", "code").isAbsent(status)
        let isExact =
          known != nil && status.children.isEmpty
          && codes.first { $0.adherence == known?.adherence }?.status == status.text
        return ReleaseConversion.Converted(nodes: nodes, isExact: isExact || isAbsent)
      })
  }()

  /// MedicationRequest: who reported it stands apart in R5 (fhir/README fact 15).
  static let reported = ElementRule(
    r4: ["reported"], r5: ["reported", "informationSource"],
    toR4: { conversion, _, groups in
      let sources = groups["informationSource"]?.nodes ?? []
      if let node = groups["reported"]?.nodes.first {
        return ReleaseConversion.Converted(
          nodes: [conversion.datatype(node, "boolean", named: "reportedBoolean")],
          isExact: sources.isEmpty)
      }
      return ReleaseConversion.Converted(
        nodes: sources.prefix(1).map {
          conversion.datatype($0, "Reference", named: "reportedReference")
        }, isExact: sources.count == 1)
    },
    toR5: { conversion, _, groups in
      ReleaseConversion.Converted(
        nodes: (groups["reported"]?.nodes ?? []).map { node in
          node.name == "reportedReference"
            ? conversion.repeating(node, "Reference", named: "informationSource")
            : conversion.datatype(node, "boolean", named: "reported")
        })
    })

  /// Dosage: "as needed", and for what (fhir/README fact 26).
  static let asNeeded = ElementRule(
    r4: ["asNeeded"], r5: ["asNeeded", "asNeededFor"],
    toR4: { conversion, _, groups in
      let reasons = groups["asNeededFor"]?.nodes ?? []
      let flag = groups["asNeeded"]?.nodes.first
      if let reason = reasons.first {
        return ReleaseConversion.Converted(
          nodes: [conversion.datatype(reason, "CodeableConcept", named: "asNeededCodeableConcept")],
          isExact: reasons.count == 1 && flag == nil)
      }
      return ReleaseConversion.Converted(
        nodes: [flag].compactMap { $0 }.map {
          conversion.datatype($0, "boolean", named: "asNeededBoolean")
        })
    },
    toR5: { conversion, _, groups in
      ReleaseConversion.Converted(
        nodes: (groups["asNeeded"]?.nodes ?? []).map { node in
          node.name == "asNeededBoolean"
            ? conversion.datatype(node, "boolean", named: "asNeeded")
            : conversion.repeating(node, "CodeableConcept", named: "asNeededFor")
        })
    })
}
