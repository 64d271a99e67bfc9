extension ConceptRoot {
  /// Whether a statement speaks of the episode in which it is made: symptoms, signs, scores, treatment. Anatomy,
  /// stents and post-thrombotic syndrome are of the leg, whichever episode it has.
  var isOfEpisode: Bool { ConceptRoot.ofEpisode.contains(self) }

  private static let ofEpisode = Set<ConceptRoot>([
    // symptoms and signs
    .ambulatoryIndependent, .circumferentialSwelling, .duskySkin, .functionalLimitation, .heaviness,
    .impairedMobility, .legPain, .legSwelling, .massiveSwelling, .nonAmbulatory, .oedema, .redness,
    .restPain, .skinDiscolouration, .symptomOnset, .symptomSeverity, .tenseEdema,
    .venousClaudication,
    // limb threat
    .compartmentPressure, .compartmentSyndrome, .compromisedArterialInflow, .limbThreat,
    .limbThreateningIschemia, .motorDeficit, .painOutOfProportion, .phlegmasia, .sensoryDeficit,
    .severeCyanosis, .venousGangrene,
    // treatment
    .anticoagulant, .anticoagulationAlone, .anticoagulationStart, .anticoagulationTherapy,
    .catheterDirectedThrombolysis, .percutaneousThrombectomy, .surgicalThrombectomy,
    .systemicThrombolysis, .thrombolytic, .thrombolyticInfusion,
    // extent and scores
    .ivcThrombosis, .ceapClinicalClass, .villaltaUlcer,
  ]).union([ScoreForm.villalta, .vcss].flatMap { $0.items + [$0.total] })
}

extension Finding {
  /// Whether it began, or was seen, before a day; an undated statement is one of now.
  func isSurelyBefore(_ day: CalendarDay) -> Bool {
    happened.map { $0.days.latest < day } ?? false
  }
}
