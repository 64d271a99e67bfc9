/// What the readers throw inside this module: small enough for registers, so that a check costs nothing.
///
/// At the door it becomes a ``SyntaxError`` with line, column and path.
struct Fault: Error {
  var reason: Reason
  var offset: Int

  init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}

extension [Fault] {
  /// Keeps a defect that reading could pass over; hostile input may have millions.
  mutating func note(_ fault: Fault) {
    if count < 10 * SyntaxTree.maximumIssues { append(fault) }
  }

  /// Keeps a defect unless one at the same place is known.
  mutating func noteFirst(_ fault: Fault) {
    guard count < 10 * SyntaxTree.maximumIssues else { return }
    if !contains(where: { $0.offset == fault.offset }) { append(fault) }
  }
}

extension Fault {
  enum Reason: UInt8, CaseIterable {
    // Both formats
    case noContent, otherEncoding, invalidUTF8, neitherFormat, gzipData
    case tooManyBytes, tooDeep, stringTooLong, numberTooLong, tooManyEntries, tooManyElements
    case tooManyProperties, nameTooLong, namesAlike
    // JSON
    case valueExpected, nameExpected, colonExpected, commaOrBraceExpected, commaOrBracketExpected
    case trailingComma, contentAfterEnd, badLiteral, badNumber
    case controlInString, badEscape, loneSurrogate, endsInString, endsInJSON, duplicateName
    // FHIR in JSON
    case rootNotObject, noResourceType, resourceTypeNotText, nullProperty, nullHole,
      nullAmongObjects
    case emptyObject, emptyArray, emptyText, unevenArrays, companionNotObject, companionOfComplex
    case nestedArray, mixedArray, entriesNotArray, entryNotObject, resourceNotObject
    case illegalCharacter
    // XML
    case malformedXML, xmlCharacter, xmlAttribute, xmlAttributeTwice, xmlReference, xmlName
    case xmlTooLarge, endsInXML, mismatchedTag, doctype, undefinedEntity, undeclaredPrefix
    case declaredEncoding
    // FHIR in XML
    case otherNamespace, rootNotResource, textContent, unknownAttribute, noValueNorChildren
    case tooManyAttributes, emptyValue, twoResources, noResource, wrapperAttribute,
      narrativeNamespace
    // Narrative
    case narrativeMalformed
    // gzip
    case gzipDamaged, gzipTruncated, gzipRatio, gzipTrailing
    // NDJSON
    case byteOrderMarkInside, lineTooLong
  }
}

extension Fault.Reason {
  var kind: SyntaxError.Kind {
    switch self {
    case .noContent: .empty
    case .otherEncoding, .invalidUTF8, .declaredEncoding, .byteOrderMarkInside: .encoding
    case .neitherFormat, .gzipData, .rootNotObject, .noResourceType, .resourceTypeNotText,
      .otherNamespace, .rootNotResource:
      .format
    case .tooManyBytes, .tooDeep, .stringTooLong, .numberTooLong, .tooManyEntries,
      .tooManyElements, .tooManyProperties, .nameTooLong, .namesAlike, .tooManyAttributes,
      .gzipRatio, .lineTooLong, .xmlTooLarge:
      .limit
    case .valueExpected, .nameExpected, .colonExpected, .commaOrBraceExpected,
      .commaOrBracketExpected, .trailingComma, .contentAfterEnd, .badLiteral, .badNumber,
      .controlInString, .badEscape, .loneSurrogate, .malformedXML, .xmlCharacter, .xmlAttribute,
      .xmlAttributeTwice,
      .xmlReference, .xmlName, .mismatchedTag,
      .undefinedEntity, .undeclaredPrefix:
      .malformed
    case .endsInString, .endsInJSON, .endsInXML: .truncated
    case .duplicateName: .duplicate
    case .doctype: .forbidden
    case .nullProperty, .nullHole, .nullAmongObjects, .emptyObject, .emptyArray, .emptyText,
      .unevenArrays, .companionNotObject, .companionOfComplex, .nestedArray, .mixedArray,
      .entriesNotArray, .entryNotObject, .resourceNotObject, .illegalCharacter, .textContent,
      .unknownAttribute, .noValueNorChildren, .emptyValue, .twoResources, .noResource,
      .wrapperAttribute:
      .convention
    case .narrativeMalformed, .narrativeNamespace: .narrative
    case .gzipDamaged, .gzipTruncated, .gzipTrailing: .compression
    }
  }

  /// What was expected and what to do, with the limit that was passed.
  func message(_ limits: SyntaxLimits) -> String {
    limit.map { "\(message) Limit: \($0.rawValue)=\(limits[$0])." } ?? message
  }

  /// The limit that was passed, when it is one that can be set.
  private var limit: SyntaxLimits.Measure? {
    switch self {
    case .tooManyBytes, .lineTooLong: .bytes
    case .tooDeep: .depth
    case .stringTooLong: .string
    case .numberTooLong: .number
    case .tooManyEntries: .entries
    case .tooManyElements: .elements
    case .gzipRatio: .ratio
    default: nil
    }
  }

  /// What was expected and what to do.
  private var message: String {
    switch self {
    case .noContent:
      "There is no content: a FHIR resource in JSON or XML was expected."
    case .otherEncoding:
      "This is UTF-16 or UTF-32; FHIR is exchanged in UTF-8. Convert the file to UTF-8."
    case .invalidUTF8:
      "These bytes are not UTF-8. Write the file in UTF-8; Latin-1 must be converted first."
    case .neitherFormat:
      "Neither JSON nor XML: a FHIR resource begins with { or <."
    case .gzipData:
      "This is gzip data where a FHIR resource was expected. Decompress it first."
    case .tooManyBytes: "The input is larger than the limit. Split it or raise the limit."
    case .tooDeep:
      "Elements are nested deeper than the limit; no FHIR resource needs that."
    case .stringTooLong:
      "This string is longer than the limit. Raise the limit if the string is wanted."
    case .numberTooLong:
      "This number has more characters than the limit; no measurement needs them."
    case .tooManyEntries: "The Bundle has more entries than the limit. Split it or raise the limit."
    case .tooManyElements:
      "More elements matter here than the limit allows. Split the input or raise the limit."
    case .tooManyProperties: "The object has more properties than any FHIR element could have."
    case .nameTooLong: "No FHIR element has a name that long. Correct the name."
    case .namesAlike:
      "Names in this input are alike in length, beginning and end, as if made to slow down a reader."
    case .valueExpected:
      "A JSON value was expected: an object, array, string, number, true, false or null."
    case .nameExpected: "A property name in double quotes was expected."
    case .colonExpected: "A colon was expected after the property name."
    case .commaOrBraceExpected: "A comma or } was expected after the value of a property."
    case .commaOrBracketExpected: "A comma or ] was expected after an item of an array."
    case .trailingComma: "JSON allows no comma before a closing } or ]. Remove the comma."
    case .contentAfterEnd:
      "The resource is complete, but more follows. One resource per file or NDJSON line."
    case .badLiteral:
      "No JSON value looks like this: strings need double quotes; true, false and null are lower case."
    case .badNumber:
      "This is not a JSON number: digits, then optionally a fraction and an exponent."
    case .controlInString:
      "A control character inside a string must be escaped, a line break as \\n for example."
    case .badEscape: "After a backslash only \" \\ / b f n r t or u and four hex digits may follow."
    case .loneSurrogate: "Half a surrogate pair: a \\uD800 to \\uDFFF escape needs its partner."
    case .endsInString: "The input ends inside the string that begins here; it seems cut off."
    case .endsInJSON: "The input ends before the JSON does; it seems cut off."
    case .duplicateName:
      "The object has this property twice, so it is undefined which one holds. Remove one."
    case .rootNotObject: "A FHIR resource in JSON is an object: { was expected."
    case .noResourceType:
      "A resource names its type: the property resourceType is missing."
    case .resourceTypeNotText:
      "The property resourceType must be a string with a type's name, such as Patient."
    case .nullProperty: "null is no value in FHIR: leave the property out. It was taken as absent."
    case .nullHole:
      "null in an array needs an item with an extension or id at the same place of its partner array."
    case .nullAmongObjects: "An array of objects has no null: leave the item out."
    case .emptyObject: "An element needs content: { } is not allowed. It was taken as absent."
    case .emptyArray: "An array needs an item: [ ] is not allowed. It was taken as absent."
    case .emptyText: "A string needs a character: \"\" is not allowed. It was taken as absent."
    case .unevenArrays: "The array and its partner with the leading _ must be equally long."
    case .companionNotObject: "A property with a leading _ holds an object with id or extension."
    case .companionOfComplex: "Only primitive elements have a partner property with a leading _."
    case .nestedArray: "FHIR has no array directly inside an array."
    case .mixedArray: "The items of an array must be of one kind."
    case .entriesNotArray: "Bundle.entry must be an array."
    case .entryNotObject:
      "An entry of a Bundle must hold elements, such as resource; a value stands there."
    case .resourceNotObject: "A resource must be an object."
    case .illegalCharacter:
      "A control character that FHIR strings cannot hold. It was replaced by U+FFFD."
    case .malformedXML: "This is not well-formed XML."
    case .xmlCharacter: "XML cannot hold this character, not even as a reference. Remove it."
    case .xmlAttribute:
      "An attribute is a name, an equals sign and a quoted value; in the value, < is written &lt;."
    case .xmlAttributeTwice: "The element has this attribute twice. Remove one."
    case .xmlReference: "A reference is written &amp; or &#38;, and a bare & as &amp;."
    case .xmlName: "A name was expected after < or </; a bare < in a text is written &lt;."
    case .xmlTooLarge: "XML of 2 GiB and more cannot be read. Split it, or send JSON."
    case .endsInXML: "The input ends before the XML does; it seems cut off."
    case .mismatchedTag: "The end tag does not match the start tag of the open element."
    case .doctype:
      "DOCTYPE is never accepted: it can pull in files and grow without bound. Remove it."
    case .undefinedEntity:
      "Only &amp; &lt; &gt; &quot; &apos; are defined in FHIR. Write others, such as &nbsp;, as &#160;."
    case .undeclaredPrefix: "This namespace prefix is not declared."
    case .declaredEncoding:
      "FHIR is exchanged in UTF-8, but the XML declaration names another encoding."
    case .otherNamespace:
      "Elements of the namespace http://hl7.org/fhir were expected. Check the xmlns attribute."
    case .rootNotResource:
      "A FHIR resource was expected: an element with a type's name, as <Bundle>."
    case .textContent:
      "Text between elements: outside the narrative, FHIR puts values into value attributes."
    case .unknownAttribute: "FHIR knows no such attribute here. It was ignored."
    case .tooManyAttributes:
      "The element has more attributes, or more namespaces are declared, than FHIR ever needs."
    case .noValueNorChildren: "An element needs a value or children. It was taken as absent."
    case .emptyValue: "A value attribute needs a character. It was taken as absent."
    case .twoResources: "Only one resource may stand here: repeat the element around it instead."
    case .noResource: "A resource was expected inside this element."
    case .wrapperAttribute: "An element around a resource has no attributes. They were ignored."
    case .narrativeNamespace:
      "The div of a narrative belongs to the namespace http://www.w3.org/1999/xhtml."
    case .narrativeMalformed: "The narrative is not well-formed XHTML inside one div element."
    case .gzipDamaged: "The gzip data is damaged. Transfer the file again."
    case .gzipTruncated: "The gzip data ends too early. Transfer the file again."
    case .gzipRatio:
      "The gzip data expands more than the limit allows, as decompression bombs do."
    case .gzipTrailing: "Something that is no gzip data follows the gzip data."
    case .byteOrderMarkInside: "A byte order mark may stand only at the beginning of the file."
    case .lineTooLong: "This line is longer than the limit. Split it or raise the limit."
    }
  }
}
