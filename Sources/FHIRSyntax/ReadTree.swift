/// A resource read as a whole, and the defects that reading it could pass over.
public struct SyntaxTree: Sendable {
  /// The format in which it was written.
  public var format: FHIRFormat
  /// The resource.
  public var root: FHIRNode
  /// Breaches of FHIR's rules for JSON or XML that have one sensible reading, such as an empty array,
  /// which was taken as absent. At most ``SyntaxTree/maximumIssues``.
  public var issues: [SyntaxError]

  /// How many issues are kept of one input.
  public static let maximumIssues = 100
}

/// Reads one resource as a whole.
///
///     let tree = try bytes.withUnsafeBytes { try readTree($0) }
///     tree.root.resourceType   // "Patient"
///
/// - Parameters:
///   - bytes: the resource in UTF-8.
///   - format: its format; recognised by content when `nil`.
///   - limits: what the input may hold at most.
/// - Returns: the tree.
/// - Throws: `SyntaxError` at the first defect that has no sensible reading.
public func readTree(
  _ bytes: UnsafeRawBufferPointer, as format: FHIRFormat? = nil,
  limits: SyntaxLimits = .standard
) throws(SyntaxError) -> SyntaxTree {
  let recognized = try FHIRFormat.detect(bytes)
  guard let start = bytes.baseAddress else {
    throw SyntaxError(Fault(.noContent, at: 0), in: bytes)
  }
  if bytes.count > limits.bytes {
    throw SyntaxError(Fault(.tooManyBytes, at: 0), in: bytes, limits)
  }
  switch format ?? recognized {
  case .json:
    var reader = JSONTreeReader(
      base: start.assumingMemoryBound(to: UInt8.self), count: bytes.count,
      from: FHIRFormat.byteOrderMarkLength(bytes), limits: limits)
    do throws(Fault) {
      let root = try reader.readRoot()
      return SyntaxTree(
        format: .json, root: root, issues: SyntaxError.issues(reader.defects, in: bytes))
    } catch {
      throw SyntaxError(error, in: bytes, limits)
    }
  case .xml:
    do throws(Fault) {
      let (root, defects) = try XMLTreeReader.read(bytes, limits: limits)
      return SyntaxTree(format: .xml, root: root, issues: SyntaxError.issues(defects, in: bytes))
    } catch {
      throw SyntaxError(error, in: bytes, limits)
    }
  }
}
