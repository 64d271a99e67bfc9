import CZlib

/// Inflates gzip data as it arrives, with bounds, several members one after the other too.
///
/// What is handed out at a time is small, so that a decompression bomb costs no memory before it is recognised.
///
///     var gzip = GzipReader()
///     while let chunk = read() {
///       gzip.append(chunk)
///       while let bytes = try gzip.next() { use(bytes) }
///     }
///     try gzip.finish()
public struct GzipReader: ~Copyable {
  /// Below this size a high ratio is no sign of an attack: white space compresses well.
  private static let harmlessSize = 10 << 20
  /// How much is handed out at a time.
  private static let pieceSize = 1 << 18

  private let limits: SyntaxLimits
  /// zlib keeps the address of its state, which must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let isReady: Bool
  private var waiting: [UInt8] = []
  /// How many of the waiting bytes were used.
  private var used = 0
  /// How much was used and handed out altogether.
  private var consumed = 0
  private var produced = 0
  /// Whether a member ended and no other has begun.
  private var isBetweenMembers = false
  /// The compressed byte at which the current member begins.
  private var memberStart = 0
  /// Whether zlib may hold back output for want of room.
  private var mayHaveMore = false

  /// Starts at the beginning of a file.
  public init(limits: SyntaxLimits = .standard) {
    self.limits = limits
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    isReady = venoguide_inflate_init_gzip(stream) == Z_OK
  }

  deinit {
    if isReady { inflateEnd(stream) }
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Adds compressed bytes as they arrive.
  public mutating func append(_ bytes: [UInt8]) {
    if used == waiting.count {
      waiting = bytes
    } else {
      waiting.removeFirst(used)
      waiting.append(contentsOf: bytes)
    }
    used = 0
  }

  /// The next inflated bytes; `nil` when more compressed ones are needed.
  ///
  /// - Throws: `SyntaxError` of kind `compression` for damaged data, `limit` for data that expands too much; its
  ///   offset is one of the compressed data.
  public mutating func next() throws(SyntaxError) -> [UInt8]? {
    do throws(Fault) {
      while used < waiting.count || mayHaveMore {
        if isBetweenMembers { try beginMember() }
        let piece = try inflatePiece()
        if !piece.isEmpty { return piece }
      }
      return nil
    } catch {
      throw located(error)
    }
  }

  /// Says whether the data ended where it should. Call it after the last byte.
  public borrowing func finish() throws(SyntaxError) {
    if !isBetweenMembers { throw located(Fault(.gzipTruncated, at: consumed)) }
  }

  private mutating func beginMember() throws(Fault) {
    // The second byte may not be there yet; inflating finds out.
    guard waiting[used] == 0x1F else { throw Fault(.gzipTrailing, at: consumed) }
    inflateReset(stream)
    isBetweenMembers = false
    memberStart = consumed
  }

  private mutating func inflatePiece() throws(Fault) -> [UInt8] {
    guard isReady else { throw Fault(.gzipDamaged, at: 0) }
    // zlib counts in 32 bits; input is handed over in portions.
    let portion = min(waiting.count - used, 1 << 24)
    let (stream, used) = (stream, used)
    var status = Z_OK
    var taken = 0
    let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, count in
      waiting.withUnsafeBufferPointer { waiting in
        stream.pointee.next_in = waiting.baseAddress.map {
          UnsafeMutablePointer(mutating: $0 + used)
        }
        stream.pointee.avail_in = UInt32(portion)
        stream.pointee.next_out = buffer.baseAddress
        stream.pointee.avail_out = UInt32(Self.pieceSize)
        status = inflate(stream, Z_NO_FLUSH)
      }
      taken = portion - Int(stream.pointee.avail_in)
      count = Self.pieceSize - Int(stream.pointee.avail_out)
    }
    self.used += taken
    consumed += taken
    produced += piece.count
    mayHaveMore = piece.count == Self.pieceSize && status == Z_OK
    switch status {
    case Z_OK: break
    case Z_STREAM_END: isBetweenMembers = true
    case Z_BUF_ERROR where portion == 0: break
    default:
      // What is no member from its first bytes on was never meant to be one.
      let isTrailing = memberStart > 0 && consumed - memberStart < 10
      throw Fault(isTrailing ? .gzipTrailing : .gzipDamaged, at: consumed)
    }
    if produced > allowance { throw Fault(.gzipRatio, at: consumed) }
    return piece
  }

  private var allowance: Int {
    let (product, overflow) = consumed.multipliedReportingOverflow(by: limits.gzipRatio)
    return overflow ? .max : max(product, Self.harmlessSize)
  }

  private borrowing func located(_ fault: Fault) -> SyntaxError {
    SyntaxError(
      kind: fault.reason.kind,
      message: "\(fault.reason.message(limits)) (Byte \(fault.offset) of the compressed data.)",
      offset: fault.offset)
  }
}

/// Inflates gzip data that is in memory.
public enum Gzip {
  /// Inflates gzip data, several members one after the other too.
  ///
  /// - Parameters:
  ///   - bytes: the compressed data.
  ///   - limits: `bytes` bounds the result, `gzipRatio` how much it may be larger than the data.
  /// - Returns: the inflated data.
  /// - Throws: `SyntaxError` of kind `compression` for damaged or truncated data, `limit` for data that
  ///   expands too much; its offset is one of the compressed data.
  public static func inflate(
    _ bytes: [UInt8], limits: SyntaxLimits = .standard
  ) throws(SyntaxError) -> [UInt8] {
    var reader = GzipReader(limits: limits)
    reader.append(bytes)
    var output: [UInt8] = []
    while let piece = try reader.next() {
      output.append(contentsOf: piece)
      if output.count > limits.bytes {
        throw SyntaxError(
          kind: .limit, message: Fault.Reason.tooManyBytes.message(limits), offset: bytes.count)
      }
    }
    try reader.finish()
    return output
  }
}
