import CaseRecord
import FHIR

/// An imaging study, its report, or an observation of it.
struct ImagingSource: Sendable {
  /// The position of the entry.
  let position: Int
  /// How it was made.
  var method: ImagingMethod
  /// Whether it is known to look at veins; only such imaging confirms a thrombosis when it is named as evidence.
  var isVenous: Bool
  /// Whether its result can no longer change.
  var isFinal: Bool
  /// The side that its code names.
  var laterality: Laterality?
  /// When it was done.
  var observed: ClinicalTime?
  /// How it is named.
  var evidence: Evidence
}

/// How an image was made, and whether it is one of veins.
struct ImagingKind: Sendable, Hashable {
  var method: ImagingMethod
  var isVenous: Bool
  var laterality: Laterality?

  /// Imaging of which nothing is told.
  static let untold = ImagingKind(method: .unspecified, isVenous: false)
}

extension StatedConcept {
  /// How an image was made, when this is a code of diagnostic imaging.
  ///
  /// Guidance of a procedure is no diagnostic study. CT and MR of which the code does not say that veins were
  /// looked at are imaging of a kind that is not told (CONTRACT 5: CT and MR venography).
  var imagingKind: ImagingKind? {
    if flags.contains("guidance") { return nil }
    switch root {
    case "duplex-lower-extremity-veins", "duplex-lower-extremity-arteries-and-veins",
      "duplex-veins-site-unspecified":
      return ImagingKind(method: .duplex, isVenous: true, laterality: laterality)
    case "ct-venography":
      return ImagingKind(
        method: .computedTomographyVenography, isVenous: true, laterality: laterality)
    case "mr-venography":
      return ImagingKind(
        method: .magneticResonanceVenography, isVenous: true, laterality: laterality)
    case "catheter-venography":
      return ImagingKind(method: .catheterVenography, isVenous: true, laterality: laterality)
    case "ivus":
      return ImagingKind(method: .intravascularUltrasound, isVenous: true, laterality: laterality)
    case "radionuclide-venography":
      return ImagingKind(method: .unspecified, isVenous: true, laterality: laterality)
    case "imaging-nonspecific":
      let isResult = flags.contains { $0.hasPrefix("thrombus") || $0.hasPrefix("result") }
      return isResult ? nil : .untold
    default: return nil
    }
  }

  /// How an image was made, from a DICOM modality; only intravascular ultrasound tells by itself.
  func modality(ofVein isVein: Bool) -> ImagingKind? {
    guard root == "modality", let flag = flags.first else { return nil }
    switch flag {
    case "ivus": return ImagingKind(method: .intravascularUltrasound, isVenous: true)
    case "ultrasound" where isVein: return ImagingKind(method: .duplex, isVenous: true)
    case "catheter-angiography" where isVein:
      return ImagingKind(method: .catheterVenography, isVenous: true)
    default: return .untold
    }
  }

  /// Whether a thrombus was seen, for the general words of imaging reports.
  var thrombusSeen: Finding.Presence? {
    guard root == "imaging-nonspecific" else { return nil }
    if flags.contains("thrombus-definite") { return .present }
    if flags.contains("thrombus-possible") { return .suspected }
    if flags.contains("thrombus-absent") { return .absent }
    return nil
  }
}
