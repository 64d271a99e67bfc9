import Foundation
import PackagePlugin

/// Embeds `Profiles/` into the target that uses it; runs again when a profile changes, comes or goes.
@main
struct EmbedProfiles: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let profiles = context.package.directoryURL.appending(path: "Profiles")
    let files =
      ["conformance", "criteria", "terminology"].flatMap { folder in
        jsonFiles(in: profiles.appending(path: folder))
      } + [profiles.appending(path: "NOTICE.md")]
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedProfiles+Content.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) profiles",
        executable: try context.tool(named: "ProfileEmbedder").url,
        arguments: [output.path()] + files.map { $0.path() },
        inputFiles: files,
        outputFiles: [output])
    ]
  }

  private func jsonFiles(in folder: URL) -> [URL] {
    guard let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    else { return [] }
    return files.compactMap { $0 as? URL }.filter { $0.pathExtension == "json" }
      .sorted { $0.path() < $1.path() }
  }
}
