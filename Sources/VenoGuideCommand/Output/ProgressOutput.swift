import Batch

/// How far a run is, on standard error: one line that changes on a terminal, a line now and then elsewhere.
struct ProgressOutput: Sendable {
  private let isTerminal = MessageOutput.isTerminal

  /// How often to show it.
  var interval: Duration { isTerminal ? .milliseconds(200) : .seconds(10) }

  func show(_ counts: RunCounts) {
    let line = Self.line(counts)
    if isTerminal {
      MessageOutput.show(passing: line)
    } else {
      MessageOutput.say(line)
    }
  }

  /// Takes the changing line away.
  func clear() {
    if isTerminal { MessageOutput.show(passing: "") }
  }

  /// What a run came to.
  func end(_ result: BatchResult, folder: String) {
    clear()
    let counts = result.counts
    if result.isResumed { MessageOutput.say("went on with a run that had not been finished") }
    MessageOutput.say(
      "\(counts.answered) answered, \(counts.unchanged) unchanged, \(counts.retracted) retracted, "
        + "\(result.signal == nil ? result.quarantined : counts.unusable) in quarantine; "
        + "\(Self.megabytes(counts.bytes)) MB in \(Self.seconds(counts.seconds))"
    )
    for remark in result.remarks { MessageOutput.say(remark) }
    if result.leftAlone > 0 {
      MessageOutput.say(
        "\(result.leftAlone) files changed a moment ago and are left for the next run")
    }
    if result.signal != nil {
      MessageOutput.say("stopped; nothing is lost: run the same command again to go on")
    } else {
      MessageOutput.say("report: \(folder)/report.html")
    }
  }

  /// `reading 45%: 120 of 260 MB, 240 MB/s, 1 s left; 3,400 answered, 2 in quarantine`
  static func line(_ counts: RunCounts) -> String {
    var line = counts.stage
    let share = counts.totalBytes > 0 ? Double(counts.bytes) / Double(counts.totalBytes) : 1
    if counts.stage == "reading" {
      line +=
        " \(Int(share * 100))%: \(megabytes(counts.bytes)) of \(megabytes(counts.totalBytes)) MB"
      if counts.seconds > 0.5 {
        line += ", \(Int(Double(counts.bytes) / 1e6 / counts.seconds)) MB/s"
        if share > 0.01 { line += ", \(seconds(counts.seconds * (1 - share) / share)) left" }
      }
    } else {
      let part = Double(counts.joined) / 256
      line += " \(Int(part * 100))%"
    }
    line += "; \(counts.cases) cases, \(counts.unusable) in quarantine"
    return line
  }

  private static func megabytes(_ bytes: Int) -> String {
    let tenths = bytes / 100_000
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10)" : "\(tenths / 10)"
  }

  private static func seconds(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    if seconds < 10 { return "\(Double(Int(seconds * 10)) / 10) s" }
    return whole < 120 ? "\(whole) s" : "\(whole / 60) min"
  }
}
