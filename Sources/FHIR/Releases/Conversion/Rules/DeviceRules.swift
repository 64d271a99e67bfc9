import FHIRSyntax

extension ElementRule {
  /// DeviceUsage: beside the status of the record R5 has one of the use, and says how often the device is used.
  static let usageStatus = ElementRule(
    r4: ["status"], r5: ["status", "usageStatus"], isAlwaysApplied: true,
    toR4: { conversion, _, groups in
      guard let status = groups["status"]?.nodes.first else {
        return ReleaseConversion.Converted(isExact: groups["usageStatus"] == nil)
      }
      if status.text == "entered-in-error" {
        return ReleaseConversion.Converted(nodes: [status], isExact: groups["usageStatus"] == nil)
      }
      let usage = groups["usageStatus"]?.nodes.first
      let code = usage?.code(of: "http://hl7.org/fhir/deviceusage-status")
      if status.text == "not-done" || code == "not-done" {
        conversion.reading.report(
          .error, .businessRule,
          "The device was not used; that is neither for nor against anything.",
          at: status.text == "not-done" ? "status" : "usageStatus",
          offset: (status.text == "not-done" ? status : usage ?? status).offset)
        return ReleaseConversion.Converted(nodes: [status], isExact: false)
      }
      guard let usage, let code else {
        return ReleaseConversion.Converted(nodes: [status], isExact: usage == nil)
      }
      return ReleaseConversion.Converted(
        nodes: [FHIRNode(name: "status", value: .string(code), offset: usage.offset)],
        isExact: false)
    },
    toR5: { _, _, groups in
      ReleaseConversion.Converted(nodes: groups["status"]?.nodes ?? [])
    })

  /// DeviceUsage.adherence: a device that is never used is not in use.
  static let usageAdherence = ElementRule(
    r4: [], r5: ["adherence"],
    toR4: { conversion, _, groups in
      let node = groups["adherence"]?.nodes.first
      if node?["code"]?.code(of: "http://hl7.org/fhir/deviceusage-adherence-code") == "never" {
        conversion.reading.report(
          .error, .businessRule, "The device is never used; the resource is not used either.",
          at: "adherence", offset: node?.offset ?? -1)
      }
      return ReleaseConversion.Converted(isExact: false)
    })

  /// DeviceUsage.device: R4 wants a Device. One that is only named by a code becomes a contained one.
  static let usedDevice = ElementRule(
    r4: ["device"], r5: ["device"],
    paths: [("device", "device.reference")],
    toR4: { conversion, _, groups in
      guard let node = groups["device"]?.nodes.first else { return ReleaseConversion.Converted() }
      if let reference = node["reference"] {
        return ReleaseConversion.Converted(
          nodes: [conversion.datatype(reference, "Reference", named: "device")],
          isExact: node.children.count == 1)
      }
      guard let concept = node["concept"] else {
        return ReleaseConversion.Converted(isExact: false)
      }
      let device = FHIRNode(
        name: "contained", resourceType: "Device", isRepeating: true,
        children: [
          FHIRNode(name: "id", value: .string("device-by-code")),
          conversion.datatype(concept, "CodeableConcept", named: "type"),
        ], offset: concept.offset)
      let reference = FHIRNode(
        name: "device",
        children: [FHIRNode(name: "reference", value: .string("#device-by-code"))],
        offset: concept.offset)
      return ReleaseConversion.Converted(nodes: [device, reference], isExact: false)
    })

  /// DeviceAssociation, new in R5: where a device is. R4 tells it as use of the device.
  static let associationStatus = ElementRule(
    r4: ["status"], r5: ["status"],
    toR4: { conversion, _, groups in
      guard let node = groups["status"]?.nodes.first else { return ReleaseConversion.Converted() }
      let status: String
      switch node.code(of: "http://hl7.org/fhir/deviceassociation-status") {
      case "implanted", "attached": status = "active"
      case "explanted": status = "completed"
      case "entered-in-error": status = "entered-in-error"
      default:
        conversion.reading.report(
          .error, .codeInvalid,
          "It is not known whether the device is in place; the resource is not used.",
          at: "status", offset: node.offset)
        return ReleaseConversion.Converted(isExact: false)
      }
      return ReleaseConversion.Converted(
        nodes: [FHIRNode(name: "status", value: .string(status), offset: node.offset)],
        isExact: false)
    })
}
