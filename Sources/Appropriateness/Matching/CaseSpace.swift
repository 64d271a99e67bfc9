import CaseRecord

/// The questions that span the cases: every feature, and the time windows that an edition adds to them.
///
/// A *complete case* answers every question; the criteria give each of them exactly one result.
struct CaseSpace: Sendable {
  /// One question with its finite answers.
  struct Dimension: Sendable {
    /// How criteria files name it: the feature's code, or the window's name.
    let key: String
    /// The feature under which it is shown; for a window the one that it refines.
    let feature: Feature
    /// The answers, one bit each, in this order.
    let domain: [FeatureValue]

    /// All answers as bits.
    var all: UInt8 { UInt8((1 << domain.count) - 1) }

    /// The bits of some answers; answers outside the domain are left out.
    func bits(_ values: [FeatureValue]) -> UInt8 {
      if values.count == domain.count, values == domain { return all }
      var bits: UInt8 = 0
      for value in values {
        if let index = domain.firstIndex(of: value) { bits |= 1 << UInt8(index) }
      }
      return bits
    }

    /// An answer for a reader.
    func words(for value: FeatureValue) -> String {
      key == feature.rawValue ? feature.words(for: value) : value.rawValue
    }

    /// The answers of some bits for a reader: `moderate or severe`; of a window `10 days or less since onset`.
    func words(for bits: UInt8, window: TimeWindow?) -> String {
      values(bits).map { window?.words(for: $0) ?? words(for: $0) }.joined(separator: " or ")
    }

    /// The answers of some bits.
    func values(_ bits: UInt8) -> [FeatureValue] {
      domain.indices.filter { bits & (1 << UInt8($0)) != 0 }.map { domain[$0] }
    }
  }

  /// The features in the order of `Feature.allCases`, then the windows.
  let dimensions: [Dimension]
  /// The box of all cases.
  let whole: CaseBox

  private let lanes: [String: Int]

  /// A space of all features and some windows; windows that do not fit any more are left out.
  init(windows: [TimeWindow] = []) {
    var dimensions = CaseSpace.features
    for window in windows where dimensions.count < CaseBox.laneCount {
      dimensions.append(
        Dimension(key: window.name, feature: window.feature, domain: TimeWindow.domain))
    }
    var whole = CaseBox.everything
    var lanes: [String: Int] = [:]
    for (lane, dimension) in dimensions.enumerated() {
      whole[lane] = dimension.all
      lanes[dimension.key] = lane
    }
    self.dimensions = dimensions
    self.whole = whole
    self.lanes = lanes
  }

  private static let features = Feature.allCases.map {
    Dimension(key: $0.rawValue, feature: $0, domain: $0.domain)
  }

  private static let featureLanes = Dictionary(
    uniqueKeysWithValues: Feature.allCases.enumerated().map { ($0.element, $0.offset) })

  /// The lane of a feature.
  static func lane(_ feature: Feature) -> Int {
    featureLanes[feature] ?? 0
  }

  /// The lane of a dimension by its name.
  func lane(named key: String) -> Int? {
    lanes[key]
  }

  /// The bits of one dimension.
  func all(_ lane: Int) -> UInt8 {
    dimensions[lane].all
  }
}
