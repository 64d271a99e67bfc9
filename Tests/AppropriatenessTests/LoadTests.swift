import Testing

@testable import Appropriateness

@Test func filesLoad() throws {
  _ = try acr2020
  _ = try acr2013
}
