import Model

/// The `references` object of the JSON and SARIF documents: where a snapshot's or a module's references come from.
enum ReferenceSourcesWriter {
  /// Writes nothing where the measures do not tell.
  static func write(_ metrics: [String: Double], to object: inout JSONWriter) {
    guard let sources = ReferenceSources(metrics: metrics) else { return }
    object.member("references") { references in
      references.member("index", sources.index)
      references.member("syntax", sources.syntax)
      references.member("tier", sources.tier.rawValue)
    }
  }
}
