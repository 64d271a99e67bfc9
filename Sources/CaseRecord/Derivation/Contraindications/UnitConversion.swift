extension MeasuredQuantity {
  /// The value in another UCUM unit; `nil` when the units do not measure the same or one is not known.
  ///
  /// Amounts of substance need to know the substance: only hemoglobin is converted (16.114 g per mmol of the
  /// monomer).
  func value(in unit: String?, of concept: Concept) -> Double? {
    if self.unit == unit { return value }
    guard let own = UnitScale(unit: self.unit, concept: concept),
      let wanted = UnitScale(unit: unit, concept: concept), own.dimension == wanted.dimension
    else { return nil }
    return own.factor == wanted.factor ? value : value * own.factor / wanted.factor
  }
}

/// A unit as a multiple of the base unit of what it measures.
private struct UnitScale {
  enum Dimension {
    case number
    case countPerVolume
    case massPerVolume
    case filtration
    case pressure
  }

  var dimension: Dimension
  var factor: Double

  /// Reads a unit; annotations in braces carry no meaning in UCUM.
  init?(unit: String?, concept: Concept) {
    if let scale = UnitScale.scales[unit ?? ""] {
      (dimension, factor) = scale
      return
    }
    var name = ""
    var depth = 0
    for character in unit ?? "" {
      switch character {
      case "{": depth += 1
      case "}": depth -= 1
      case " ": continue
      default: if depth == 0 { name.append(character) }
      }
    }
    if name.hasSuffix("/") { name.removeLast() }
    guard let scale = UnitScale.scales[name] else {
      guard name == "mmol/L", concept.isKind(of: .haemoglobin) else { return nil }
      dimension = .massPerVolume
      factor = 16.114
      return
    }
    (dimension, factor) = scale
  }

  private static let scales: [String: (Dimension, Double)] = [
    "": (.number, 1), "1": (.number, 1),
    "10*9/L": (.countPerVolume, 1e9), "10^9/L": (.countPerVolume, 1e9),
    "G/L": (.countPerVolume, 1e9), "/nL": (.countPerVolume, 1e9),
    "10*3/uL": (.countPerVolume, 1e9), "10^3/uL": (.countPerVolume, 1e9),
    "K/uL": (.countPerVolume, 1e9), "10*3/mm3": (.countPerVolume, 1e9),
    "10*6/mL": (.countPerVolume, 1e9), "x10E3/uL": (.countPerVolume, 1e9),
    "10*12/L": (.countPerVolume, 1e12), "10*6/uL": (.countPerVolume, 1e12),
    "/uL": (.countPerVolume, 1e6), "/mm3": (.countPerVolume, 1e6), "10*6/L": (.countPerVolume, 1e6),
    "10*3/mL": (.countPerVolume, 1e6), "/mL": (.countPerVolume, 1e3), "/L": (.countPerVolume, 1),
    "g/L": (.massPerVolume, 1), "g/dL": (.massPerVolume, 10), "g%": (.massPerVolume, 10),
    "mg/mL": (.massPerVolume, 1), "mg/dL": (.massPerVolume, 0.01), "g/mL": (.massPerVolume, 1000),
    "mL/min": (.filtration, 1), "ml/min": (.filtration, 1), "mL/min/1.73.m2": (.filtration, 1),
    "mL/min/1.73m2": (.filtration, 1), "ml/min/1.73m2": (.filtration, 1),
    "mL/min/m2": (.filtration, 1.73), "mL/s": (.filtration, 60), "mL/s/1.73m2": (.filtration, 60),
    "mm[Hg]": (.pressure, 1), "mmHg": (.pressure, 1), "kPa": (.pressure, 7.500_62),
  ]
}
