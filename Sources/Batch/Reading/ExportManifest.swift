import Foundation

/// The manifest of a Bulk Data export (Bulk Data Access IG 2.0, "Response - Complete Status").
struct ExportManifest: Sendable {
  /// When the server took the data.
  var transactionTime: String?
  /// The types that were asked for; `nil` for all of them.
  var types: Set<String>?
  /// Whether only what changed since some time was asked for.
  var isPartial = false
  /// The names of files that hold deletions, below the folder of the manifest.
  var deleted: Set<String> = []
  /// The names of files that hold errors of the export.
  var errors: Set<String> = []

  private struct Document: Decodable {
    struct File: Decodable { var url: String }
    var transactionTime: String
    var request: String?
    var output: [File]
    var deleted: [File]?
    var error: [File]?
  }

  /// Reads a manifest; `nil` when the document is none.
  init?(_ bytes: [UInt8]) {
    guard let document = try? JSONDecoder().decode(Document.self, from: Data(bytes)) else {
      return nil
    }
    transactionTime = document.transactionTime
    deleted = Set((document.deleted ?? []).map { Self.fileName($0.url) })
    errors = Set((document.error ?? []).map { Self.fileName($0.url) })
    guard let request = document.request.flatMap({ URLComponents(string: $0) }) else { return }
    for item in request.queryItems ?? [] {
      if item.name == "_since" { isPartial = true }
      if item.name == "_type", let value = item.value {
        types = (types ?? []).union(value.split(separator: ",").map(String.init))
      }
    }
  }

  private static func fileName(_ url: String) -> String {
    let path = url.split(separator: "?", maxSplits: 1).first ?? ""
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    return name.removingPercentEncoding ?? name
  }
}
