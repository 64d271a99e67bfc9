import CZlib

/// Inflates gzip data with bounds.
public enum Gzip {
  /// Below this size a high ratio is no sign of an attack: white space compresses well.
  private static let harmlessSize = 10 << 20

  /// Inflates gzip data, several members one after the other too.
  ///
  /// - Parameters:
  ///   - bytes: the compressed data.
  ///   - limits: `bytes` bounds the result, `gzipRatio` how much it may be larger than the data.
  /// - Returns: the inflated data.
  /// - Throws: `SyntaxError` of kind `compression` for damaged or truncated data, `limit` for data that
  ///   expands too much; its offset is one of the compressed data.
  public static func inflate(
    _ bytes: UnsafeRawBufferPointer, limits: SyntaxLimits = .standard
  ) throws(SyntaxError) -> [UInt8] {
    do throws(Fault) {
      return try inflateMembers(bytes, limits)
    } catch {
      throw SyntaxError(
        kind: error.reason.kind, message: error.reason.message, offset: error.offset)
    }
  }

  private static func inflateMembers(
    _ bytes: UnsafeRawBufferPointer, _ limits: SyntaxLimits
  ) throws(Fault) -> [UInt8] {
    guard let start = bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count > 0 else {
      throw Fault(.gzipTruncated, at: 0)
    }
    let allowed = allowance(bytes.count, limits)
    var output: [UInt8] = []
    var stream = z_stream()
    guard venoguide_inflate_init_gzip(&stream) == Z_OK else { throw Fault(.gzipDamaged, at: 0) }
    defer { inflateEnd(&stream) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var consumed = 0
    while true {
      // zlib counts in 32 bits; input is handed over in portions.
      let portion = min(bytes.count - consumed, 1 << 24)
      stream.next_in = UnsafeMutablePointer(mutating: start + consumed)
      stream.avail_in = UInt32(portion)
      let (status, produced) = buffer.withUnsafeMutableBufferPointer { buffer in
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(buffer.count)
        let status = CZlib.inflate(&stream, Z_NO_FLUSH)
        return (status, buffer.count - Int(stream.avail_out))
      }
      consumed += portion - Int(stream.avail_in)
      output.append(contentsOf: buffer[..<produced])
      if output.count > allowed {
        throw Fault(output.count > limits.bytes ? .tooManyBytes : .gzipRatio, at: consumed)
      }
      switch status {
      case Z_STREAM_END:
        if consumed == bytes.count { return output }
        guard FHIRFormat.isGzip(UnsafeRawBufferPointer(rebasing: bytes[consumed...])) else {
          throw Fault(.gzipTrailing, at: consumed)
        }
        inflateReset(&stream)
      case Z_OK: break
      case Z_BUF_ERROR: throw Fault(.gzipTruncated, at: consumed)
      default: throw Fault(.gzipDamaged, at: consumed)
      }
      if status == Z_OK, produced == 0, consumed == bytes.count {
        throw Fault(.gzipTruncated, at: consumed)
      }
    }
  }

  private static func allowance(_ size: Int, _ limits: SyntaxLimits) -> Int {
    let (product, overflow) = size.multipliedReportingOverflow(by: limits.gzipRatio)
    return min(limits.bytes, overflow ? .max : max(product, harmlessSize))
  }
}
