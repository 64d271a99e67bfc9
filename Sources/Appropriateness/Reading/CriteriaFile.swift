/// A criteria file as it is handed to the engine, which opens no files itself.
public struct CriteriaFile: Sendable, Hashable {
  /// The name that errors show: `2020.json`.
  public let name: String
  /// The contents.
  public let bytes: [UInt8]

  /// Names some bytes.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// The JSON value in it.
  public func value() throws(CriteriaError) -> CriteriaValue {
    var parser = CriteriaParser(file: self)
    return try parser.document()
  }
}
