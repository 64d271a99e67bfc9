import ArgumentParser
import VenoGuide

/// The program. `evaluate` is the default subcommand.
@main
struct VenoGuideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "venoguide",
    abstract: "FHIR Bundles in, appropriateness guidance for iliofemoral deep vein thrombosis out.",
    discussion: """
      Reads what a record says about a patient with a suspected or known iliofemoral deep vein thrombosis, finds \
      the ACR Appropriateness Criteria variant that fits, and answers with a FHIR GuidanceResponse. It gives no \
      order and no diagnosis, and guesses nothing: what decides and is missing is asked for.

        venoguide < bundle.json > guidance.json
        venoguide explain bundle.json
      """,
    version: Evaluator.softwareVersion,
    subcommands: [
      EvaluateCommand.self, ExplainCommand.self, CaseCommand.self, BatchCommand.self,
      CriteriaCommand.self, ProfilesCommand.self,
    ],
    defaultSubcommand: EvaluateCommand.self)
}
