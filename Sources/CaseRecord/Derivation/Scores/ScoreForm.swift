/// A score that adds up graded items (FACTS 5.1, 5.3).
struct ScoreForm {
  /// Which score.
  let instrument: Score.Instrument
  /// Its items, each 0 to 3.
  let items: [ConceptRoot]
  /// Its total, when a source sends one.
  let total: ConceptRoot
  /// The most that the items can come to.
  var mostPoints: Int { items.count * ScoreForm.mostGrade }

  /// The most that an item counts.
  static let mostGrade = 3
  /// Five symptoms, six signs; the ulcer is none of them (FACTS 5.1, checks 5 and 7).
  static let villalta = ScoreForm(
    instrument: .villalta,
    items: [
      .villaltaPain, .villaltaCramps, .villaltaHeaviness, .villaltaParesthesia, .villaltaPruritus,
      .villaltaPretibialEdema, .villaltaInduration, .villaltaHyperpigmentation, .villaltaRedness,
      .villaltaVenousEctasia, .villaltaCalfCompressionPain,
    ], total: .villaltaTotal)
  /// The revised score of 2010 (FACTS 5.3).
  static let vcss = ScoreForm(
    instrument: .vcss,
    items: [
      .vcssPain, .vcssVaricoseVeins, .vcssVenousEdema, .vcssPigmentation, .vcssInflammation,
      .vcssInduration, .vcssActiveUlcers, .vcssUlcerDuration, .vcssUlcerSize, .vcssCompressionUse,
    ], total: .vcssTotal)
}
