import FHIRSyntax

/// One file of a package folder.
public struct PackageFile: Sendable, Hashable {
  /// Its name.
  public let name: String
  /// Its bytes.
  public let bytes: [UInt8]
}

extension KnowledgePackage {
  /// The files of the package folder: one for each artifact, and in JSON the manifest, the index and the notices.
  ///
  /// FHIR packages hold JSON; in XML it is a folder of artifacts. Throws when an artifact cannot be written, which is
  /// a fault of the program.
  public func files(as format: FHIRFormat) throws(SyntaxError) -> [PackageFile] {
    let suffix = format == .json ? "json" : "xml"
    var files: [PackageFile] = []
    for artifact in artifacts {
      let bytes = try writeTree(artifact.resource, as: format, layout: .pretty)
      files.append(PackageFile(name: "\(artifact.fileName).\(suffix)", bytes: bytes))
    }
    let notices = PackageFile(name: "NOTICE.md", bytes: Array(Notices.builtIn.all.utf8))
    guard format == .json else { return files + [notices] }
    return files + [
      PackageFile(name: "package.json", bytes: Self.text(manifest)),
      PackageFile(name: ".index.json", bytes: Self.text(index)), notices,
    ]
  }

  private static func text(_ value: JSONValue) -> [UInt8] {
    value.json(isPretty: true) + [UInt8(ascii: "\n")]
  }

  /// `package.json`: what package tools need to know.
  private var manifest: JSONValue {
    .object(
      of: ("name", .string(Self.packageID)), ("version", .string(version)),
      ("type", .string("IG")), ("canonical", .string(Canonicals.base)),
      ("url", .string(Canonicals.base)),
      ("title", .string("VenoGuide: iliofemoral deep vein thrombosis")),
      ("description", .string(Self.summary)),
      ("fhirVersions", .array([.string(Self.fhirVersion)])),
      ("dependencies", .object(of: ("hl7.fhir.r4.core", .string(Self.fhirVersion)))),
      ("author", .string("VenoGuide")), ("license", .string("SEE LICENSE IN NOTICE.md")))
  }

  /// `.index.json`: which file holds what.
  private var index: JSONValue {
    .object(
      of: ("index-version", .integer(1)),
      (
        "files",
        .array(
          artifacts.map { artifact in
            let resource = artifact.resource
            return .object(
              of: ("filename", .string("\(artifact.fileName).json")),
              ("resourceType", .string(artifact.type)), ("id", .string(artifact.id)),
              ("url", .string(artifact.url)),
              ("version", artifact.version.isEmpty ? nil : .string(artifact.version)),
              ("kind", resource["kind"]?.text.map { .string($0) }),
              (
                "type",
                artifact.type == "StructureDefinition"
                  ? resource["type"]?.text.map { .string($0) } : nil
              ))
          })
      ))
  }
}
