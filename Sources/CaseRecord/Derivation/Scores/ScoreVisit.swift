/// One visit at which a score of a leg was taken.
struct ScoreVisit {
  let form: ScoreForm
  /// The day; `nil` when it is not on record.
  var day: DayInterval?
  /// Items with their grades; several of one item when several were sent.
  var graded: [ConceptRoot: [Finding]] = [:]
  /// Totals and categories as sent.
  var totals: [Finding] = []

  /// Everything that was stated, in the order of the items.
  var findings: [Finding] {
    form.items.flatMap { graded[$0] ?? [] } + totals
  }

  /// The grades of an item that are possible (FACTS 5.1, check 2).
  func grades(of item: ConceptRoot) -> [Int] {
    (graded[item] ?? []).compactMap { $0.quantity?.points(upTo: ScoreForm.mostGrade) }
  }

  /// The sum of all items, else the total as sent when the items allow it, else a lower bound; with the checks that
  /// failed. Items that contradict others are left out.
  func points(without contradicted: Set<ConceptRoot> = []) -> ScorePoints {
    var result = ScorePoints()
    var missing: [String] = []
    // What the items come to at least and at most, whatever the missing ones are.
    var least = 0
    var most = 0
    for item in form.items {
      let grades = contradicted.contains(item) ? [] : grades(of: item)
      if (graded[item] ?? []).contains(where: {
        $0.quantity?.points(upTo: ScoreForm.mostGrade) == nil
      }) {
        result.remarks.append("\(item.name): a grade is not one of 0, 1, 2, 3 and is left out.")
      }
      guard let lowest = grades.min(), let highest = grades.max() else {
        most += ScoreForm.mostGrade
        missing.append(item.name)
        continue
      }
      if lowest != highest {
        result.remarks.append(
          "\(item.name): two grades for one visit; no total, the lower counts for a lower bound.")
      }
      least += lowest
      most += highest
    }
    let hasItems = missing.count < form.items.count
    let total = total(from: least, to: most, &result.remarks)
    if least == most, hasItems {
      result.settle(least, .complete)
    } else if let total {
      result.settle(total, .asSent)
      if hasItems {
        result.remarks.append(
          "The total is used as sent; not all items are on record to check it.")
      }
    } else if hasItems {
      result.settle(least, .partial)
      if !missing.isEmpty {
        result.remarks.append(
          "\(form.items.count - missing.count) of \(form.items.count) items: no total, the sum is a "
            + "lower bound; without \(missing.joined(separator: ", ")).")
      }
    }
    return result
  }

  /// The total as sent, when there is one that the items allow.
  private func total(from least: Int, to most: Int, _ remarks: inout [String]) -> Int? {
    let numbers = totals.compactMap(\.quantity)
    let possible = Set(numbers.compactMap { $0.points(upTo: form.mostPoints) })
    if numbers.contains(where: { $0.points(upTo: form.mostPoints) == nil }) {
      remarks.append(
        "A total is not a whole number from 0 to \(form.mostPoints) and is left out.")
    }
    if least == most {
      if possible.contains(where: { $0 != least }) {
        remarks.append("The total as sent does not equal the sum of the items; the sum is used.")
      }
      return nil
    }
    guard possible.count == 1, let total = possible.first else {
      if possible.count > 1 { remarks.append("Two totals for one visit; neither is used.") }
      return nil
    }
    if total < least {
      remarks.append(
        "The total as sent is below the sum of the items on record; it is not used.")
      return nil
    }
    if total > most {
      remarks.append(
        "The total as sent is more than the items on record allow; it is not used.")
      return nil
    }
    return total
  }
}

/// The points of a visit.
struct ScorePoints {
  /// The total, or the lower bound; `nil` when nothing usable was sent.
  var value: Int?
  /// What they rest on.
  var completeness: Score.Completeness?
  /// Checks that failed.
  var remarks: [String] = []

  fileprivate mutating func settle(_ points: Int, _ completeness: Score.Completeness) {
    value = points
    self.completeness = completeness
  }
}

extension MeasuredQuantity {
  /// A whole number from 0 to a limit.
  func points(upTo limit: Int) -> Int? {
    guard comparator == nil, value >= 0, value <= Double(limit), value == value.rounded() else {
      return nil
    }
    return Int(value)
  }
}
