extension FactsCoder {
  /// What tells stored facts that this program would write alike from all others: the version of what the reader finds
  /// and the version of the coded form.
  package static var storedVersion: Int { Int(FactsReader.version) << 8 | Int(version) }
}
