import Foundation
import Testing

@testable import Batch

/// The join keeps memory bounded, and every patient in one piece.
@Suite struct PartitionTests {
  @Test(
    "a partition larger than memory allows comes out in pieces, each patient whole in one of them")
  func pieces() throws {
    let workshop = try Workshop()
    let partitions = PatientPartitions(folder: workshop.input.path, workers: 2)
    var buffers = PatientPartitions.Buffers()
    let body = Array(repeating: UInt8(ascii: "x"), count: 10_000)
    let patients = 300
    for round in 0..<10 {
      for patient in 0..<patients {
        // All in the first partition: its eight bits are zero.
        let hash = StableHash.of("\(patient)".utf8) >> 8
        buffers.append(
          hash: hash, flags: 0, key: "Patient/\(patient)", type: "Observation", id: "\(round)"
        ) { $0 += body }
        try partitions.drain(&buffers)
      }
    }
    partitions.finish(&buffers)
    var pieceOf: [String: Int] = [:]
    var records = 0
    var pieces = 0
    for part in 0..<PatientPartitions.count {
      try partitions.pieces(of: part) { piece in
        pieces += 1
        #expect(piece.count <= 8 << 20)
        for record in PatientRecord.records(in: piece) {
          records += 1
          let key = String(decoding: piece[record.key], as: UTF8.self)
          #expect(pieceOf.updateValue(pieces, forKey: key) ?? pieces == pieces)
          #expect(piece[record.body].count == body.count)
        }
      }
    }
    #expect(records == 10 * patients && pieceOf.count == patients && pieces > 1)
    // The files have no names, so nobody else can read them.
    #expect(try FileManager.default.contentsOfDirectory(atPath: workshop.input.path).isEmpty)
  }

  @Test("a shared resource is found by its name; of two that differ none is right")
  func shared() throws {
    let workshop = try Workshop()
    let shared = SharedResources(folder: workshop.input.path)
    let large = Array(repeating: UInt8(ascii: "y"), count: 600_000)
    for number in 1...5 { try shared.add("Medication/\(number)", large + Array("\(number)".utf8)) }
    try shared.add("Medication/2", large + Array("2".utf8))
    try shared.add("Medication/3", Array("other".utf8))
    #expect(try shared.resource("Medication/1")?.last == UInt8(ascii: "1"))
    #expect(try shared.resource("Medication/2")?.last == UInt8(ascii: "2"))
    #expect(try shared.resource("Medication/3") == nil)
    #expect(try shared.resource("Medication/5")?.last == UInt8(ascii: "5"))
    #expect(try shared.resource("Medication/6") == nil)
  }

  @Test("the hash of a patient is the same in every process")
  func hash() {
    #expect(StableHash.of("".utf8) == 0xEFD0_1F60_BA99_2926)
  }

  @Test("a shard is one of several", arguments: [("1/4", true), ("4/4", true), ("5/4", false)])
  func shard(text: String, isValid: Bool) throws {
    let parts = text.split(separator: "/").compactMap { Int($0) }
    #expect((Shard(number: parts[0], count: parts[1]) != nil) == isValid)
  }
}
