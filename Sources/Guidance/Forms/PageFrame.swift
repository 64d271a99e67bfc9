/// What every page of the program has around its content: nothing is loaded from outside, no script runs, and it fits
/// paper, narrow screens and dark rooms.
public struct PageFrame: Sendable, Hashable {
  /// What the browser calls the page.
  public var title: String
  /// Style beside that of all pages.
  public var style: String

  /// Creates a frame.
  public init(title: String, style: String = "") {
    self.title = title
    self.style = style
  }

  /// The page with some content, which is well-formed markup, ending with a line feed.
  public func page(_ body: String) -> String {
    """
    <!DOCTYPE html>
    <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
    <meta name="color-scheme" content="light dark"/>
    <title>\(Markup.escaped(title))</title>
    <style>
    \(PageStyle.sheet)
    \(style)</style>
    </head>
    <body>
    <main>
    \(body)</main>
    </body>
    </html>

    """
  }

  /// Text with the characters of markup escaped and without those that XML does not know.
  public static func escaped(_ text: String) -> String { Markup.escaped(text) }
}
