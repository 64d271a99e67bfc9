import CaseRecord

/// The complete cases of two editions together: every feature, and the time windows of both.
struct SharedCaseSpace {
  /// The questions.
  let space: CaseSpace
  /// The lanes for which the rules of either edition ask; no other can change a result.
  let lanes: [Int]
  /// Every complete case that can be, as boxes without common cases; lanes that no rule asks for are held at their
  /// first answer.
  let universe: [CaseBox]

  /// For each edition the lane of each of its windows.
  private let formerWindows: [Int]
  private let currentWindows: [Int]
  private let windows: [TimeWindow]

  init(_ pair: EditionPair) throws(ComparisonError) {
    let windows = SharedCaseSpace.windows(of: pair)
    let space = CaseSpace(windows: windows.all)
    guard space.dimensions.count == Feature.allCases.count + windows.all.count else {
      let most = CaseBox.laneCount - Feature.allCases.count
      throw ComparisonError(
        description: "the two editions have \(windows.all.count) different time windows; "
          + "at most \(most) can be compared")
    }
    self.space = space
    self.windows = windows.all
    formerWindows = windows.former.map { $0 + Feature.allCases.count }
    currentWindows = windows.current.map { $0 + Feature.allCases.count }
    var asked: Set<Int> = []
    for (criteria, windows) in [(pair.former, formerWindows), (pair.current, currentWindows)] {
      for lane in criteria.askedLanes {
        let window = lane - Feature.allCases.count
        asked.insert(window < 0 ? lane : windows[window])
      }
    }
    lanes = asked.sorted()
    var whole = space.whole
    for lane in space.dimensions.indices where !asked.contains(lane) { whole[lane] = 1 }
    universe = SharedCaseSpace.possible(whole, windows.all, in: space)
  }

  /// The number of complete cases in a box.
  func count(_ box: CaseBox) -> Int {
    lanes.reduce(1) { $0 * box[$1].nonzeroBitCount }
  }

  /// A box of an edition's own space, as one of this space.
  func box(_ box: CaseBox, of side: Side) -> CaseBox {
    var moved = space.whole
    for lane in Feature.allCases.indices { moved[lane] = box[lane] & space.all(lane) }
    for (index, lane) in windowLanes(of: side).enumerated() {
      moved[lane] = box[Feature.allCases.count + index] & space.all(lane)
    }
    return moved
  }

  /// The lanes of an edition's own space for which the rules of either ask, and the place of each among ``lanes``.
  func ownLanes(of side: Side) -> (lanes: [Int], places: [Int]) {
    let windows = windowLanes(of: side)
    var own: [Int] = []
    var places: [Int] = []
    for (place, lane) in lanes.enumerated() {
      if lane < Feature.allCases.count {
        own.append(lane)
      } else if let window = windows.firstIndex(of: lane) {
        own.append(Feature.allCases.count + window)
      } else {
        continue
      }
      places.append(place)
    }
    return (own, places)
  }

  /// The answers that a box allows in a lane, for a reader: `moderate or severe`, `10 days or less since onset`.
  func words(_ box: CaseBox, lane: Int) -> String {
    let window = lane - Feature.allCases.count
    return space.dimensions[lane].words(
      for: box[lane], window: windows.indices.contains(window) ? windows[window] : nil)
  }

  /// One of the two editions.
  enum Side {
    case former
    case current
  }

  private func windowLanes(of side: Side) -> [Int] {
    side == .former ? formerWindows : currentWindows
  }

  // MARK: Windows

  /// The windows of both editions, each once, and for each edition which of them its own are.
  private static func windows(
    of pair: EditionPair
  ) -> (all: [TimeWindow], former: [Int], current: [Int]) {
    var all = pair.former.windows
    var places: [Int] = []
    for window in pair.current.windows {
      if let place = all.firstIndex(of: window) {
        places.append(place)
      } else {
        places.append(all.count)
        all.append(window)
      }
    }
    // Windows of one name that differ are told apart by their length.
    let names = all.map(\.name)
    all = all.map { window in
      guard names.filter({ $0 == window.name }).count > 1 else { return window }
      return TimeWindow(
        name: "\(window.name) (\(window.days) days since \(window.event.rawValue))",
        feature: window.feature, event: window.event, days: window.days)
    }
    return (all, Array(pair.former.windows.indices), places)
  }

  /// The cases of a box without those that contradict themselves: within 10 days and not within 12.
  private static func possible(
    _ whole: CaseBox, _ windows: [TimeWindow], in space: CaseSpace
  ) -> [CaseBox] {
    var boxes = [whole]
    for shorter in windows {
      for longer in windows where shorter.event == longer.event && shorter.days < longer.days {
        guard let inner = space.lane(named: shorter.name),
          let outer = space.lane(named: longer.name)
        else { continue }
        var impossible = CaseBox.everything
        impossible[inner] = space.dimensions[inner].bits(["yes"])
        impossible[outer] = space.dimensions[outer].bits(["no"])
        boxes = boxes.subtracting([impossible])
      }
    }
    return boxes
  }
}

extension Criteria {
  /// The lanes for which the rules ask; no other can change a result.
  fileprivate var askedLanes: [Int] {
    let boxes = table.notCovered + table.variants.flatMap { $0 }
    return space.dimensions.indices.filter { lane in
      boxes.contains { $0[lane] != space.all(lane) }
    }
  }
}

/// Why two editions cannot be compared.
public struct ComparisonError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The sentence.
  public let description: String
}
