import CaseRecord
import Foundation
import VenoGuide

#if canImport(FoundationXML)
import FoundationXML
#endif

/// Measures bytes to guidance, in this process, beside Foundation's parsers on the same bytes.
///
/// Each file is a Bundle, JSON or XML by its name.
struct DocumentBenchmark {
  func run(_ paths: [String]) throws {
    let evaluator = try Evaluator(Evaluator.Configuration())
    guard let moment = AsOf(fhir: "2026-06-15") else { return }
    print("file                  bytes   VenoGuide       Foundation      ratio  outcome")
    for path in paths {
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      let bytes = [UInt8](data)
      var outcome = ""
      let ours = try fastest {
        let evaluation = try evaluator.evaluate(bytes, at: .fixed(moment))
        let written = try evaluator.encoded(evaluation.packed, as: evaluation.form)
        precondition(!written.isEmpty)
        outcome = evaluation.answers.map { $0.outcome.rawValue }.joined(separator: ",")
      }
      let isXML = path.hasSuffix(".xml")
      let theirs = try fastest {
        if isXML {
          let counter = ElementCounter()
          let parser = XMLParser(data: data)
          parser.delegate = counter
          precondition(parser.parse() && counter.count > 0)
        } else {
          let bundle = try JSONDecoder().decode(MinimalBundle.self, from: data)
          precondition(bundle.entry.count > 0)
        }
      }
      let size = Double(bytes.count)
      print(
        String(
          format: "%-18@ %9d %6.0f MB/s %@ %6.0f MB/s %8.1f  %@",
          URL(fileURLWithPath: path).lastPathComponent as NSString, bytes.count, size / ours / 1e6,
          (isXML ? "XMLParser  " : "JSONDecoder") as NSString, size / theirs / 1e6, theirs / ours,
          outcome as NSString))
    }
  }

  /// Processor seconds of the fastest of several runs, for about two seconds; noise only ever adds.
  private func fastest(_ work: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    var spent = 0.0
    var runs = 0
    while runs < 3 || spent < 2 {
      let start = processorSeconds()
      try work()
      let seconds = processorSeconds() - start
      best = min(best, seconds)
      spent += seconds
      runs += 1
    }
    return best
  }
}

/// The least that a reader of Bundles could decode: what each entry is and its codes.
private struct MinimalBundle: Decodable {
  struct Entry: Decodable {
    var fullUrl: String?
    var resource: Resource?
  }
  struct Resource: Decodable {
    var resourceType: String
    var id: String?
    var code: Concept?
  }
  struct Concept: Decodable {
    struct Coding: Decodable {
      var system: String?
      var code: String?
    }
    var coding: [Coding]?
  }
  var entry: [Entry]
}

/// The least that a reader of XML could do.
private final class ElementCounter: NSObject, XMLParserDelegate {
  var count = 0

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?, attributes attributeDict: [String: String]
  ) {
    count += 1
  }
}
