/// A change of the file that changes no answer, with the reason.
struct EquivalentMutant: Sendable {
  /// The section.
  let section: String
  /// The changes, as `Mutant.name` has them.
  let names: [String]
  /// Why the file says the same as before.
  let reason: String
}

/// What nobody sees, because there is nothing to see.
enum EquivalentMutants {
  static let rows = [
    EquivalentMutant(
      section: "variants",
      names: [
        "limb-threat when", "pregnancy when", "may-thurner when[0]", "may-thurner when[1]",
        "acute-mild when", "acute-moderate-severe when", "acute-femoropopliteal when",
        "persistent when",
      ].flatMap { ["\($0): and age-group adult", "\($0): and thrombosis confirmed"] },
      reason: "The premises of every variant say so already."),
    EquivalentMutant(
      section: "precedence",
      names: [
        "limb-threat", "pregnancy-may-thurner", "pregnancy", "pregnancy-mild", "mild-may-thurner",
        "may-thurner", "mild", "moderate-severe", "persistent", "chronic-femoropopliteal",
      ].map { "\($0) when: segment or distal" },
      reason: "An earlier row has spoken of distal thrombosis."),
    EquivalentMutant(
      section: "precedence",
      names: [
        "unconfirmed when: thrombosis or none", "moderate-severe when: severity or mild",
        "femoropopliteal-severe when: severity or mild",
        "femoropopliteal-severe when: severity or moderate", "subacute when: acuity or acute",
        "severe-persistent when: severity or moderate",
        "mild-persistent when: severity or moderate", "mild-persistent when: severity or severe",
      ],
      reason: "Earlier rows have spoken of all cases with the answer that is put in."),
    EquivalentMutant(
      section: "precedence",
      names: [
        "unconfirmed", "limb-threat", "mild-may-thurner", "moderate-severe",
        "femoropopliteal-severe", "persistent", "chronic-femoropopliteal", "severe-persistent",
        "mild-persistent",
      ].map { "\($0): swapped with the row before" },
      reason: "The two rows speak of no case together."),
    EquivalentMutant(
      section: "precedence",
      names: ["stent", "no-anticoagulation"].map { "\($0): swapped with the row before" },
      reason: "No variant fits by either row, and the remarks of both explain what they share."),
    EquivalentMutant(
      section: "remarks",
      names: [
        "G2", "G2-femoropopliteal", "G6", "G6-severe", "G7", "chronic-femoropopliteal", "G10",
        "G10-limb-threat",
      ].map { "\($0) when: segment or distal" },
      reason: "The outcome is no variant; a distal thrombosis is another topic."),
    EquivalentMutant(
      section: "remarks",
      names: [
        "G10-limb-threat when: drop segment", "G10-limb-threat when: segment or iliofemoral",
      ],
      reason: "The outcome is no variant; an iliofemoral thrombosis with limb threat has one."),
  ]
}
