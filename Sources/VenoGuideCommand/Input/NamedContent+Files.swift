import VenoGuide

extension NamedContent {
  /// A file that configures the program. Throws a failure with status 78 when it cannot be read.
  static func file(_ path: String) throws(CommandFailure) -> NamedContent {
    do {
      return NamedContent(name: path, bytes: try ByteSource.content(of: path))
    } catch {
      throw CommandFailure(.configuration, error.message)
    }
  }

  /// Every file in a folder, by name; folders in it and names that begin with a dot are left out.
  static func files(inFolder path: String) throws(CommandFailure) -> [NamedContent] {
    let folder = Folder(path: path)
    let names: [String]
    do {
      names = try folder.names()
    } catch {
      throw CommandFailure(
        .configuration, "\(path): cannot be opened as a folder: \(systemMessage(error.number))")
    }
    var contents: [NamedContent] = []
    for path in names.map(folder.path) where Folder.kind(of: path) == .file {
      contents.append(try file(path))
    }
    return contents
  }
}
