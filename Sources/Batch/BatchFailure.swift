/// Why a run stopped, or did not begin.
public struct BatchFailure: Error, Sendable, Hashable {
  /// The sort of failure; the command line gives each its exit status.
  public enum Kind: Sendable, Hashable {
    /// The arguments contradict what the output folder holds.
    case usage
    /// An input cannot be opened.
    case input
    /// Output cannot be created.
    case output
    /// Reading or writing failed.
    case system
    /// Another run has the output folder.
    case busy
    /// The program is at fault.
    case program
  }

  /// The sort of failure.
  public var kind: Kind
  /// What is wrong, where, and what to do; no patient data.
  public var message: String

  /// Creates a failure.
  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }
}

extension BatchFailure: CustomStringConvertible {
  /// The message.
  public var description: String { message }
}
