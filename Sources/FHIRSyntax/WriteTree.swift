/// How a written resource looks.
public enum SyntaxLayout: Sendable, Hashable {
  /// Without line breaks, for pipes and NDJSON.
  case compact
  /// Indented by two spaces and ended by a line break, for people.
  case pretty
}

/// Writes a resource.
///
/// Every string is checked for characters that FHIR or XML cannot hold, every name for XML, and every
/// narrative is read again as XHTML before it goes into XML: text that came from outside must not become
/// elements.
///
///     let bytes = try writeTree(root, as: .xml, layout: .pretty)
///
/// - Parameters:
///   - root: a resource.
///   - format: JSON or XML.
///   - layout: for machines or for people; the same content.
/// - Returns: UTF-8 bytes.
/// - Throws: `SyntaxError` when the tree cannot be written in that format; its path says where.
public func writeTree(
  _ root: FHIRNode, as format: FHIRFormat, layout: SyntaxLayout = .compact
) throws(SyntaxError) -> [UInt8] {
  switch format {
  case .json:
    var writer = JSONWriter(pretty: layout == .pretty)
    try writer.writeRoot(root)
    return writer.bytes
  case .xml:
    var writer = XMLWriter(pretty: layout == .pretty)
    try writer.writeRoot(root)
    return writer.bytes
  }
}
