/// Stands in for swift-crypto where VenoGuide is fuzzed: nothing there looks at what a digest is, and the fuzzing build
/// compiles no package but this one.
///
/// FNV-1a in several lanes; not a cryptographic hash.
struct StandInHash {
  private var lanes: [UInt64]
  private let count: Int

  init(count: Int) {
    self.count = count
    lanes = (0..<(count + 7) / 8).map { 0xcbf2_9ce4_8422_2325 &+ UInt64($0) }
  }

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    for lane in lanes.indices {
      var value = lanes[lane]
      for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
      lanes[lane] = value
    }
  }

  func finalize() -> [UInt8] {
    let bytes = lanes.flatMap { lane in
      (0..<8).map { UInt8(truncatingIfNeeded: lane >> ($0 * 8)) }
    }
    return Array(bytes.prefix(count))
  }
}

/// Stands for SHA-256.
public struct SHA256 {
  private var hash = StandInHash(count: 32)

  /// A hash of nothing yet.
  public init() {}

  /// Adds bytes.
  public mutating func update(data: [UInt8]) { data.withUnsafeBytes { hash.update($0) } }

  /// Adds bytes.
  public mutating func update(bufferPointer bytes: UnsafeRawBufferPointer) { hash.update(bytes) }

  /// As many bytes as the hash that it stands for.
  public func finalize() -> [UInt8] { hash.finalize() }
}

/// What swift-crypto keeps apart.
public enum Insecure {
  /// Stands for SHA-1.
  public struct SHA1 {
    private var hash = StandInHash(count: 20)

    /// A hash of nothing yet.
    public init() {}

    /// Adds bytes.
    public mutating func update(data: [UInt8]) { data.withUnsafeBytes { hash.update($0) } }

    /// Adds bytes.
    public mutating func update(bufferPointer bytes: UnsafeRawBufferPointer) { hash.update(bytes) }

    /// As many bytes as the hash that it stands for.
    public func finalize() -> [UInt8] { hash.finalize() }
  }
}
