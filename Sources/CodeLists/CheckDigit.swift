/// Check digits of SNOMED CT and LOINC.
///
/// A code with a wrong check digit was damaged on its way (rounded by a spreadsheet, cut off, invented). It is
/// reported and never repaired (terminology/README section 5).
public enum CheckDigit {
  /// What is wrong with a code.
  public enum Fault: Sendable, Hashable {
    /// It is not written as codes of this system are.
    case malformed
    /// Its check digit does not fit.
    case wrongCheckDigit
  }

  /// Looks at a SNOMED CT identifier: 6 to 18 digits, the last of them a Verhoeff check digit.
  public static func faultOfSNOMED(_ code: UnsafeRawBufferPointer) -> Fault? {
    guard (6...18).contains(code.count), code.first != UInt8(ascii: "0"),
      code.allSatisfy(isDigit)
    else { return .malformed }
    var check = 0
    var position = 0
    for index in code.indices.reversed() {
      let permuted = value(of: permutation, row: position & 7, column: Int(code[index] & 0x0F))
      check = value(of: dihedral, row: check, column: permuted)
      position += 1
    }
    return check == 0 ? nil : .wrongCheckDigit
  }

  /// Looks at a LOINC number: digits, a hyphen, a mod-10 check digit.
  ///
  /// Parts, answers and lists (`LP`, `LA`, `LL`) are not checked.
  public static func faultOfLOINC(_ code: UnsafeRawBufferPointer) -> Fault? {
    guard let first = code.first, isDigit(first) else { return nil }
    guard code.count >= 3, code[code.count - 2] == UInt8(ascii: "-"), isDigit(code[code.count - 1]),
      code.dropLast(2).allSatisfy(isDigit)
    else { return .malformed }
    var sum = 0
    var isDoubled = true
    for index in code.indices.dropLast(2).reversed() {
      let value = Int(code[index] & 0x0F) * (isDoubled ? 2 : 1)
      sum += value > 9 ? value - 9 : value
      isDoubled.toggle()
    }
    return (10 - sum % 10) % 10 == Int(code[code.count - 1] & 0x0F) ? nil : .wrongCheckDigit
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  // Multiplication in the dihedral group D5 and the powers of Verhoeff's permutation, ten digits to a row.
  private static let dihedral: StaticString = """
    0123456789123406789523401789563401289567401239567859876043216598710432765982104387659321049876543210
    """
  private static let permutation: StaticString = """
    01234567891576283094580379614289160435279453126870428657390127938064157046913258
    """

  private static func value(of table: StaticString, row: Int, column: Int) -> Int {
    Int(table.utf8Start[row * 10 + column] & 0x0F)
  }
}
