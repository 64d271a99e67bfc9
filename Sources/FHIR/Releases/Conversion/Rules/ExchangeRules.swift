import FHIRSyntax

extension ElementRule {
  /// MessageHeader.response.identifier: an id in R4, an Identifier in R5 (fhir/README fact 23).
  static let responseIdentifier = ElementRule(
    r4: ["identifier"], r5: ["identifier"],
    toR4: { conversion, _, groups in
      guard let node = groups["identifier"]?.nodes.first, let value = node["value"] else {
        return ReleaseConversion.Converted(isExact: groups["identifier"] == nil)
      }
      return ReleaseConversion.Converted(
        nodes: [conversion.datatype(value, "string", named: "identifier")],
        isExact: node.children.count == 1)
    },
    toR5: { conversion, _, groups in
      ReleaseConversion.Converted(
        nodes: (groups["identifier"]?.nodes ?? []).map {
          $0.wrapped(in: "identifier", conversion.datatype($0, "id", named: "value"))
        })
    })

  /// RequestGroup.action.participant: a reference in R4, with a role beside it in R5 (fhir/README fact 6).
  static let actionParticipant = ElementRule(
    r4: ["participant"], r5: ["participant"],
    paths: [("participant", "participant.actor")],
    toR4: { conversion, _, groups in
      var all = ReleaseConversion.Converted()
      for node in groups["participant"]?.nodes ?? [] {
        guard let actor = node["actorReference"] else {
          all.isExact = false
          continue
        }
        all.nodes.append(conversion.datatype(actor, "Reference", named: "participant"))
        all.isExact = all.isExact && node.children.count == 1
      }
      return all
    },
    toR5: { conversion, _, groups in
      ReleaseConversion.Converted(
        nodes: (groups["participant"]?.nodes ?? []).map {
          $0.wrapped(
            in: "participant", conversion.datatype($0, "Reference", named: "actorReference"))
        })
    })

  /// SampledData: the time between samples, in R4 always in milliseconds (fhir/README fact 13).
  static let sampleInterval = ElementRule(
    r4: ["period"], r5: ["interval", "intervalUnit"],
    toR4: { conversion, _, groups in
      guard let interval = groups["interval"]?.nodes.first,
        groups["intervalUnit"]?.nodes.first?.text == "ms"
      else { return ReleaseConversion.Converted(isExact: false) }
      return ReleaseConversion.Converted(
        nodes: [conversion.datatype(interval, "decimal", named: "period")])
    },
    toR5: { conversion, _, groups in
      guard let period = groups["period"]?.nodes.first else {
        return ReleaseConversion.Converted()
      }
      return ReleaseConversion.Converted(nodes: [
        conversion.datatype(period, "decimal", named: "interval"),
        FHIRNode(name: "intervalUnit", value: .string("ms"), offset: period.offset),
      ])
    })
}
