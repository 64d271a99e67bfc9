import CStructuralScan

/// Walks through XML to a place and tells the path of the element there.
struct XMLPathWalk {
  private struct Frame {
    var name: String
    var index: Int
    var isWrapped: Bool
    /// The name of the child element read last, and how many of that name came before it in a row.
    var child = ""
    var childIndex = 0
  }

  let start: Int
  /// The place up to which the text was read.
  private(set) var reached: Int
  private let bytes: UnsafeRawBufferPointer
  private var frames: [Frame] = []
  /// An element that ends at ``reached``: it is left when a place behind its end is asked for.
  private var isAtEnd = false

  init(_ bytes: UnsafeRawBufferPointer, _ start: Int) {
    self.bytes = bytes
    self.start = start
    reached = start
  }

  /// The path of the element at a place that is not before ``reached``.
  mutating func path(at end: Int) -> String? {
    while reached < end || reached == end && isTag(end) {
      if isAtEnd {
        isAtEnd = false
        _ = frames.popLast()
      }
      let tag = next(UInt8(ascii: "<"), from: reached)
      guard tag <= end, tag + 1 < bytes.count else {
        reached = max(reached, end)
        break
      }
      switch bytes[tag + 1] {
      case UInt8(ascii: "!"):
        reached =
          tag + 3 < bytes.count && bytes[tag + 2] == UInt8(ascii: "-")
          ? after("-->", tag) : after(">", tag)
      case UInt8(ascii: "?"): reached = after("?>", tag)
      case UInt8(ascii: "/"):
        reached = after(">", tag)
        isAtEnd = true
      default: readTag(tag)
      }
    }
    if isAtEnd, reached <= end {
      isAtEnd = false
      _ = frames.popLast()
    }
    return description
  }

  private func isTag(_ place: Int) -> Bool {
    place + 1 < bytes.count && bytes[place] == UInt8(ascii: "<")
      && bytes[place + 1] != UInt8(ascii: "/")
  }

  private mutating func readTag(_ tag: Int) {
    var nameEnd = tag + 1
    while nameEnd < bytes.count, !ASCII.isBlank(bytes[nameEnd]),
      bytes[nameEnd] != UInt8(ascii: ">"), bytes[nameEnd] != UInt8(ascii: "/")
    { nameEnd += 1 }
    let local = bytes[tag + 1..<nameEnd].split(separator: ASCII.colon).last
    let name = local.map { SourceLocator.showable($0) } ?? "?"
    var index = 0
    if let last = frames.indices.last {
      index = frames[last].child == name ? frames[last].childIndex + 1 : 0
      frames[last].child = name
      frames[last].childIndex = index
    }
    let isResource = name.utf8.first.map { (0x41...0x5A).contains($0) } ?? false
    frames.append(Frame(name: name, index: index, isWrapped: isResource && !frames.isEmpty))
    var quote: UInt8?
    reached = nameEnd
    while reached < bytes.count {
      let byte = bytes[reached]
      reached += 1
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == ASCII.quote || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        isAtEnd = bytes[reached - 2] == UInt8(ascii: "/")
        return
      }
    }
  }

  private func next(_ byte: UInt8, from start: Int) -> Int {
    guard let base = bytes.bindMemory(to: UInt8.self).baseAddress, start < bytes.count else {
      return bytes.count
    }
    return start + venoguide_index_of(base + start, bytes.count - start, byte)
  }

  /// The place behind the next occurrence of a text.
  private func after(_ text: StaticString, _ start: Int) -> Int {
    let length = text.utf8CodeUnitCount
    var place = next(text.utf8Start[0], from: start)
    while place + length <= bytes.count {
      if (1..<length).allSatisfy({ bytes[place + $0] == text.utf8Start[$0] }) {
        return place + length
      }
      place = next(text.utf8Start[0], from: place + 1)
    }
    return bytes.count
  }

  private var description: String? {
    var steps: [String] = []
    // A resource's own element adds nothing to that which holds it.
    for frame in frames where !frame.isWrapped {
      let repeats = frame.index > 0 || Self.repeating.contains(frame.name)
      steps.append(repeats ? "\(frame.name)[\(frame.index)]" : frame.name)
    }
    return SourceLocator.joined(steps)
  }

  /// XML does not say what repeats; of these it is known without a look at the definitions.
  private static let repeating: Set<String> = [
    "entry", "contained", "parameter", "extension", "modifierExtension", "coding", "link",
  ]
}
