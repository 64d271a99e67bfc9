import FHIR

/// Ids of the resources inside a GuidanceResponse; always the same, so that a reader knows where to look.
enum ContainedID {
  static let output: FHIRPrimitive<FHIRID> = "output"
  static let messages: FHIRPrimitive<FHIRID> = "messages"
  static let proposal: FHIRPrimitive<FHIRID> = "proposal"
  static let device: FHIRPrimitive<FHIRID> = "device"

  static func reference(to id: FHIRPrimitive<FHIRID>) -> R4.Reference {
    R4.Reference(reference: FHIRPrimitive("#" + (id.value ?? "")))
  }
}
