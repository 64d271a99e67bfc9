import ArgumentParser
import FHIRSyntax

/// Why a command ends other than well, with its exit status (CONTRACT section 3).
struct CommandFailure: Error {
  /// Exit statuses, the numbers of sysexits.h.
  enum Status: Int32 {
    case success = 0
    /// The arguments contradict what is there.
    case usage = 64
    /// An input could not be used.
    case dataError = 65
    /// An input cannot be opened.
    case noInput = 66
    /// A fault in the program.
    case software = 70
    /// Output cannot be created.
    case cannotCreate = 73
    /// Input or output failed.
    case ioError = 74
    /// Another run has the output folder.
    case busy = 75
    /// The configuration (criteria, terminology) is at fault.
    case configuration = 78
  }

  /// The exit status.
  var status: Status
  /// What is wrong and what to do; empty when there is nothing to say.
  var message: String

  init(_ status: Status, _ message: String) {
    self.status = status
    self.message = message
  }

  /// Whoever read standard output closed it; the program ends quietly.
  static let readerIsGone = CommandFailure(.success, "")

  /// Guidance that cannot be written is a fault of the program.
  static func fault(_ error: SyntaxError) -> CommandFailure {
    CommandFailure(
      .software,
      "the guidance could not be written, which is a fault of this program; please report it: \(error)"
    )
  }

  /// Says the message and gives the status to the argument parser.
  func report() -> ExitCode {
    if !message.isEmpty { MessageOutput.say(message) }
    return ExitCode(status.rawValue)
  }
}
