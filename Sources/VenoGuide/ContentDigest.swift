import Crypto
import FHIRSyntax

/// The digest of what an input says, whatever the format says it in.
///
/// JSON and XML of the same Bundle give the same digest, and so the same guidance under the same identifier. It covers
/// the resources that were read and, of those that were left out because nothing in them matters here, that they are
/// there; narratives are left out, since each format escapes them in its own way.
struct ContentDigest {
  private var hash = SHA256()
  /// Small pieces are gathered, since each update of the hash has a price.
  private var gathered: [UInt8] = []

  static func of(_ input: ScannedInput) -> String {
    var digest = ContentDigest()
    digest.add(input.root)
    for entry in input.entries where entry.index >= 0 {
      digest.add(text: entry.fullUrl ?? "")
      digest.add(entry.entry)
      if let resource = entry.resource {
        digest.add(resource)
      } else {
        digest.add(text: entry.resourceType ?? "")
        digest.add(text: entry.id ?? "")
      }
    }
    return digest.finished()
  }

  private mutating func add(_ node: FHIRNode) {
    add(text: node.name)
    add(text: node.resourceType ?? "")
    add(text: node.text ?? "")
    // JSON leaves the order of properties free; that of repetitions of one element has a meaning and is kept.
    let ordered = node.children.enumerated().sorted { left, right in
      (left.element.name, left.offset) < (right.element.name, right.offset)
    }
    for (_, child) in ordered where !(child.name == "text" && node.resourceType != nil) {
      add(child)
    }
    add(text: "}")
  }

  private mutating func add(text: String) {
    gathered.append(contentsOf: text.utf8)
    gathered.append(0)
    if gathered.count >= 1 << 14 { flush() }
  }

  private mutating func flush() {
    hash.update(data: gathered)
    gathered.removeAll(keepingCapacity: true)
  }

  private mutating func finished() -> String {
    flush()
    return ContentIdentifier.hexadecimal(hash.finalize())
  }
}
