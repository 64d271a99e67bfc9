/// Walks through JSON to a place and tells the path of the element there.
struct JSONPathWalk {
  private struct Frame {
    var isArray: Bool
    var name = ""
    var index = 0
    var type: String?
  }

  let start: Int
  /// The place up to which the text was read.
  private(set) var reached: Int
  private let bytes: UnsafeRawBufferPointer
  private var frames: [Frame] = []
  private var expectsName = false

  init(_ bytes: UnsafeRawBufferPointer, _ start: Int) {
    self.bytes = bytes
    self.start = start
    reached = start
  }

  /// The path of the element at a place that is not before ``reached``.
  mutating func path(at end: Int) -> String? {
    while reached < end {
      let byte = bytes[reached]
      reached += 1
      switch byte {
      case ASCII.openBrace, ASCII.openBracket:
        frames.append(Frame(isArray: byte == ASCII.openBracket))
        expectsName = byte == ASCII.openBrace
      case ASCII.closeBrace, ASCII.closeBracket:
        _ = frames.popLast()
        expectsName = false
      case ASCII.comma:
        guard let last = frames.indices.last else { break }
        frames[last].index += 1
        expectsName = !frames[last].isArray
      case ASCII.quote: readString()
      default: break
      }
    }
    guard expectsName, reached < bytes.count, bytes[reached] == ASCII.quote else {
      return description
    }
    // A place at the beginning of a name belongs to the property of that name.
    var further = self
    further.reached += 1
    further.readString()
    return further.description
  }

  private mutating func readString() {
    let start = reached
    while reached < bytes.count, bytes[reached] != ASCII.quote {
      reached += bytes[reached] == ASCII.backslash ? 2 : 1
    }
    reached = min(reached, bytes.count)
    let text = bytes[start..<reached]
    reached = min(reached + 1, bytes.count)
    guard let last = frames.indices.last, !frames[last].isArray else { return }
    if expectsName {
      frames[last].name = SourceLocator.showable(text.drop { $0 == ASCII.underscore })
      expectsName = false
    } else if frames[last].name == "resourceType" {
      frames[last].type = SourceLocator.showable(text)
    }
  }

  private var description: String? {
    var steps: [String] = []
    for (depth, frame) in frames.enumerated() {
      if frame.isArray {
        if !steps.isEmpty { steps[steps.count - 1] += "[\(frame.index)]" }
        continue
      }
      if depth == 0, let type = frame.type { steps.append(type) }
      if !frame.name.isEmpty { steps.append(frame.name) }
    }
    // The type of a resource is no element.
    if steps.last == "resourceType", steps.count > 1 { steps.removeLast() }
    return SourceLocator.joined(steps)
  }
}
