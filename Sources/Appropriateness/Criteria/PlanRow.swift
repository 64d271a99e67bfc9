import CaseRecord

/// A date on which the answer may change by itself: the 14-day window closes, three months are reached.
public struct ClockRow: Sendable, Hashable {
  /// A stable name: `acute-window`.
  public let id: String
  /// The event from which it counts.
  public let event: TimelineEvent
  /// Days after the event; `nil` when months are counted.
  public let days: Int?
  /// Calendar months after the event.
  public let months: Int?
  /// What must be possible now.
  public let now: CaseCondition
  /// What holds from that day on.
  public let then: CaseCondition
  /// The sentence; `{date}` stands for the day.
  public let text: String
  /// The same, ready to be filled in.
  let template: Template
  /// Citations with confidence.
  public let sources: [String]
}

/// A change of the case that may move the patient to another variant.
public struct WhatIfRow: Sendable, Hashable {
  /// A stable name: `severity=mild`.
  public let id: String
  /// When it is tried.
  public let condition: RowCondition
  /// What would be different.
  public let change: CaseCondition
  /// The clause that opens the sentence: "If symptoms were mild".
  public let text: String
  /// Citations with confidence.
  public let sources: [String]
}

/// An event after which the case is to be evaluated again (FACTS 3.10).
public struct TransitionRow: Sendable, Hashable {
  /// A stable name: `worsening`.
  public let id: String
  /// When it is shown.
  public let condition: RowCondition
  /// The sentence.
  public let text: String
  /// Citations with confidence.
  public let sources: [String]
}

/// One row of the follow-up schedule (FACTS 3.9); rows of different sources are never merged.
public struct FollowUpRow: Sendable, Hashable {
  /// A stable name: `stent-duplex`.
  public let id: String
  /// When it is shown.
  public let condition: RowCondition
  /// The event from which dates are counted.
  public let event: TimelineEvent?
  /// Whether the event on record brings the row along, whichever variant fits.
  public let isShownWithEvent: Bool
  /// What is to be done.
  public let what: String
  /// When or how long, in the source's terms.
  public let when: String
  /// Days after the event.
  public let days: [Int]
  /// Calendar months after the event.
  public let months: [Int]
  /// After the last of `months`, again and again after so many months.
  public let everyMonths: Int?
  /// What kind of entry it is.
  public let kind: FollowUp.Kind
  /// The kind of examination on record that would be what it asks for; `nil` when the record does not tell such things.
  public let examination: Examination.Kind?
  /// Citation with confidence.
  public let source: String
}
