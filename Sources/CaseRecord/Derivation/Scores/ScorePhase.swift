/// What a score can mean, by the time since the thrombosis (FACTS 5.1, checks 9 and 11).
struct ScorePhase {
  /// Three calendar months or more since onset, or since the start of anticoagulation.
  var isChronic: Bool
  /// Surely less than three months since onset: a score is a baseline.
  var isEarly: Bool
  /// A confirmed thrombosis of this leg, present or past.
  var hasThrombosis: Bool
  /// The record states that there is none and has no earlier one.
  var isWithoutThrombosis: Bool
}
