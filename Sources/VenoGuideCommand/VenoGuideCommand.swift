import ArgumentParser

@main
struct VenoGuideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "venoguide")
}
