/// The rating rows by the positions of their variant and option.
struct RatingTable: Sendable {
  /// For each variant, its options in the order in which they are shown: by rating, options of equal rating as the
  /// published table has them, then those that it does not rate.
  let order: [[Int]]

  /// For each variant, a row for each option that it rates.
  private let rows: [[RatingRow?]]
  private let ratings: [[Rating]]

  init(_ ratings: [RatingRow], variants: [String], options: [String]) {
    let rows = variants.map { variant in
      options.map { option in ratings.first { $0.variant == variant && $0.option == option } }
    }
    self.rows = rows
    self.ratings = rows.map { $0.map { $0?.rating ?? .notRated } }
    order = variants.map { variant in
      let published = ratings.filter { $0.variant == variant }
      let rated = Rating.allCases.flatMap { rating in
        published.filter { $0.rating == rating }.compactMap { options.firstIndex(of: $0.option) }
      }
      return rated + options.indices.filter { !rated.contains($0) }
    }
  }

  /// The row that rates an option in a variant.
  func row(of option: Int, in variant: Int) -> RatingRow? { rows[variant][option] }

  /// The rating of an option in a variant.
  func rating(of option: Int, in variant: Int) -> Rating { ratings[variant][option] }

  /// The rating that an option has in all of some variants; `nil` when they differ, or without a variant.
  func rating(of option: Int, inAll variants: BitSet) -> Rating? {
    guard let first = variants.first else { return nil }
    let rating = ratings[first][option]
    for variant in variants where ratings[variant][option] != rating { return nil }
    return rating
  }
}
