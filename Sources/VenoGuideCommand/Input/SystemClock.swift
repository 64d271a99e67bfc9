import CaseRecord
import VenoGuide

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The machine's clock; nothing below the command line looks at it.
enum SystemClock {
  /// This moment in the machine's zone, to the second.
  static func now() -> AsOf {
    var seconds = time(nil)
    var parts = tm()
    localtime_r(&seconds, &parts)
    return AsOf(epochSeconds: Int(seconds), offsetMinutes: parts.tm_gmtoff / 60)
  }
}
