import CaseRecord
import FHIR
import FHIRSyntax

/// Lines and columns of places in an input.
///
/// All places are asked for at once, so that the input is gone through once for the offsets and read once for the
/// paths, however many there are: an input with many faults must not cost more than its size.
struct SourcePlaces {
  private let ofOffsets: [Int: SourcePosition]
  private let ofPaths: [String: SourcePosition]

  /// Finds places in an input.
  ///
  /// - Parameters:
  ///   - bytes: the input.
  ///   - offsets: byte offsets; those outside the input are left out.
  ///   - paths: FHIRPaths such as `Bundle.entry[1].resource.onset`; those that lead nowhere are left out.
  init(in bytes: [UInt8], offsets: some Sequence<Int>, paths: some Sequence<String> = []) {
    let ofPaths = SourcePlaces.offsets(ofPaths: Set(paths), in: bytes)
    let wanted = Set(offsets).union(ofPaths.values).filter { (0...bytes.count).contains($0) }
    var ofOffsets: [Int: SourcePosition] = [:]
    if !wanted.isEmpty {
      bytes.withUnsafeBytes { buffer in
        var locator = SourceLocator(buffer)
        for offset in wanted.sorted() { ofOffsets[offset] = locator.position(of: offset) }
      }
    }
    self.ofOffsets = ofOffsets
    self.ofPaths = ofPaths.compactMapValues { ofOffsets[$0] }
  }

  /// An issue with line and column, when it knows its offset.
  func located(_ issue: Issue) -> Issue {
    guard issue.line == nil, let offset = issue.offset, let position = ofOffsets[offset] else {
      return issue
    }
    var located = issue
    located.line = position.line
    located.column = position.column
    return located
  }

  /// A path of the input with its line and column: `Bundle.entry[1].resource.onset (line 31, column 9)`.
  func description(ofPath path: String) -> String {
    guard let position = ofPaths[path] else { return path }
    return "\(path) (\(position))"
  }

  /// Why an input cannot be used, one sentence each with its place, without patient data: contradictions in the record,
  /// then the grave ones of issues that know their lines.
  func messages(for contradictions: [Contradiction], and issues: [Issue]) -> [String] {
    let conflicts = contradictions.map { contradiction in
      let found = contradiction.evidence.map { description(ofPath: $0.path) }
      return (found + [contradiction.explanation]).joined(separator: ": ")
    }
    var seen: Set<String> = []
    return (conflicts + issues.filter { $0.severity >= .error }.map(\.description))
      .filter { seen.insert($0).inserted }
  }

  // MARK: Paths

  private static func offsets(ofPaths paths: Set<String>, in bytes: [UInt8]) -> [String: Int] {
    guard !paths.isEmpty else { return [:] }
    guard let tree = bytes.withUnsafeBytes({ try? readTree($0) }) else { return [:] }
    var search = PathSearch()
    search.find(paths.map { PathSearch.Target($0) }, from: tree.root)
    return search.offsets
  }
}

/// The search for many paths in one walk over a tree: the children of an element are gone through once for all paths
/// that lead on by the same name.
private struct PathSearch {
  /// Where each path was found.
  private(set) var offsets: [String: Int] = [:]

  struct Target {
    let path: String
    /// The steps that are still to go.
    var steps: ArraySlice<Step>

    init(_ path: String) {
      self.path = path
      steps = path.split(separator: ".").dropFirst().map(Step.init)[...]
    }
  }

  /// `entry[1]`
  struct Step: Hashable {
    let name: String
    let index: Int

    init(_ text: Substring) {
      let parts = text.split(whereSeparator: { $0 == "[" || $0 == "]" })
      name = parts.first.map(String.init) ?? ""
      index = parts.dropFirst().first.flatMap { Int($0) } ?? 0
    }
  }

  mutating func find(_ targets: [Target], from node: FHIRNode) {
    var onward: [String: [Int: [Target]]] = [:]
    for target in targets {
      guard let step = target.steps.first else {
        if node.offset >= 0 { offsets[target.path] = node.offset }
        continue
      }
      var rest = target
      rest.steps = rest.steps.dropFirst()
      onward[step.name, default: [:]][step.index, default: []].append(rest)
    }
    for (name, byIndex) in onward {
      // A choice is named by its root in a path, and with its type in the input.
      let named = node.all(name)
      let found = named.isEmpty ? node.children.filter { $0.name.hasPrefix(name) } : named
      for (index, targets) in byIndex where found.indices.contains(index) {
        find(targets, from: found[index])
      }
    }
  }
}
