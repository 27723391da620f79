/// The order in which weights learn from the streams of several repositories: drawn by hash, another for each pass, so that
/// no repository has the last word.
package enum TrainingOrder {
  /// All streams by repository and place.
  ///
  /// - Parameter counts: For each repository its number of streams.
  package static func places(counts: [Int], pass: Int) -> [(repository: Int, stream: Int)] {
    var keyed: [(key: UInt64, repository: Int, stream: Int)] = []
    for (repository, count) in counts.enumerated() {
      for stream in 0..<count {
        var key = TokenHash.of(number: UInt64(pass))
        for number in [repository, stream] { key = TokenHash.mixed(TokenHash.combined(key, UInt64(number))) }
        keyed.append((key, repository, stream))
      }
    }
    return keyed.sorted { ($0.key, $0.repository, $0.stream) < ($1.key, $1.repository, $1.stream) }
      .map { ($0.repository, $0.stream) }
  }
}
