import CodeLists

/// The canonical URLs of everything that VenoGuide defines (CONTRACT, head and section 1).
public enum Canonical {
  /// The base of every canonical URL.
  public static let base = CodeLists.base
  /// Variants of the criteria.
  public static let variantCodeSystem = base + "/CodeSystem/variant"
  /// Treatment options.
  public static let optionCodeSystem = base + "/CodeSystem/treatment-option"
  /// Findings for which no public code was found (CONTRACT section 5).
  public static let findingCodeSystem = base + "/CodeSystem/finding"
  /// On a DataRequirement: the question, why it is asked, and what is there but could not answer it.
  public static let questionExtension = base + "/StructureDefinition/data-requirement-question"
  /// On a Reference: the FHIRPath into the input of the element that was read.
  public static let pathExtension = base + "/StructureDefinition/evidence-path"
  /// On a parameter that has a plain value: the leg that it speaks of, when the legs differ.
  public static let legExtension = base + "/StructureDefinition/leg"
  /// Beside it, where one leg has several: the episode, by its onset.
  public static let episodeExtension = base + "/StructureDefinition/episode"

  /// What a document is (Composition.type).
  public static let documentTypeCodeSystem = base + "/CodeSystem/document-type"
  /// The sections of a document (Composition.section.code).
  public static let documentSectionCodeSystem = base + "/CodeSystem/document-section"
  /// Identifiers that are SHA-256 digests, in lower-case hexadecimal.
  public static let digestNamingSystem = base + "/NamingSystem/sha-256"
  /// Where messages to VenoGuide go when their header names no destination.
  public static let messageEndpoint = base + "/$process-message"

  /// The knowledge that an edition applies.
  public static func module(edition: String) -> String {
    base + "/PlanDefinition/iliofemoral-dvt|" + edition
  }
}
