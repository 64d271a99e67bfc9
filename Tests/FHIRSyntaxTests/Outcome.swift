import FHIRSyntax
import ReaderProperties

/// Reads bytes as a whole tree.
func reading(
  _ bytes: [UInt8], limits: SyntaxLimits = .standard
) -> Result<SyntaxTree, SyntaxError> {
  bytes.withUnsafeBytes { bytes in
    do throws(SyntaxError) {
      return .success(try readTree(bytes, limits: limits))
    } catch {
      return .failure(error)
    }
  }
}

/// Reads a text as a whole tree.
func reading(
  _ text: String, limits: SyntaxLimits = .standard
) -> Result<SyntaxTree, SyntaxError> {
  reading(Array(text.utf8), limits: limits)
}

/// Scans bytes, with one selection for all types.
func scanning(
  _ bytes: [UInt8], _ selection: ResourceSelection, limits: SyntaxLimits = .standard
) -> Result<ScannedInput, SyntaxError> {
  bytes.withUnsafeBytes { bytes in
    do throws(SyntaxError) {
      let selector = TestSelector(name: "", otherwise: selection)
      return .success(try scan(bytes, selector: selector, limits: limits))
    } catch {
      return .failure(error)
    }
  }
}

extension Result where Failure == SyntaxError {
  var isSuccess: Bool { error == nil }
  var isFailure: Bool { error != nil }
  var error: SyntaxError? {
    if case .failure(let error) = self { error } else { nil }
  }
}
