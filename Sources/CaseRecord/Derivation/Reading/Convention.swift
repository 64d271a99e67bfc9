/// Limits that the sources give, and limits that the derivation sets itself where the sources give none.
///
/// Whatever is marked as a convention is said in the rule or the notes of the facts that use it.
enum Convention {
  /// Acute is less than this many days since onset (F000-5, F001-5, F002-6; strict, FACTS 1.4 trap 9).
  static let acuteBelowDays = 14
  /// Subacute ends here (F001-26, FACTS 4.2).
  static let subacuteUpToDays = 28
  /// Chronic, and long enough on anticoagulation, from this many calendar months (FACTS 4.2).
  static let persistentMonths = 3
  /// Weeks after delivery that count as postpartum, [O871]: 6 to 8; the longer one is taken.
  static let postpartumDays = 56
  /// Pressure in a compartment of the calf that ACR 2013 documents with phlegmasia, mm Hg (FACTS 5.4).
  static let compartmentPressure = 50
  /// Adulthood (FACTS G14).
  static let adultFromYears = 18

  /// Convention: years of age in which pregnancy is asked for.
  static let childbearingYears = 12...55
  /// Convention: an Observation describes the present for this many days, then it is history.
  static let observationDays = 28
  /// Convention: statements of thrombosis this many calendar months apart are different episodes.
  static let episodeMonths = 3
  /// Convention: what was seen this many days before the stated onset still belongs to the episode, because
  /// Condition.onset may be the day of the diagnosis (FACTS 4.2).
  static let beforeOnsetDays = 14
  /// Convention: 42 weeks after its beginning a pregnancy is over.
  static let pregnancyDays = 294
  /// Weeks of pregnancy until the estimated day of delivery, in days.
  static let daysToEstimatedDelivery = 280
  /// Convention: labor within this many days of the estimated day ends in a birth (37 weeks).
  static let termDays = 21
  /// Convention: a laboratory value or blood pressure older than this is said and not used.
  static let measurementDays = 30
  /// Convention: a pulmonary embolism older than this many calendar months is history.
  static let embolismMonths = 3
  /// Convention: days without anticoagulant that are called an interruption.
  static let interruptionDays = 7
  /// Months after which the VAS panel assesses post-thrombotic syndrome (FACTS 5.1, check 9).
  static let syndromeMonths = 6
  /// Convention: a score older than this many calendar months does not grade the present.
  static let scoreMonths = 3
  /// Longest window that a source of FACTS 4.6 gives for "recent" major surgery (two to three weeks).
  static let surgeryDays = 21
  /// Window of the trial, days (FACTS 4.6, 4.7).
  static let trialSurgeryDays = 10
  /// Convention: a single dose on record shows anticoagulation under way for this many days.
  static let doseDays = 7
}
