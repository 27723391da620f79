import Model

extension ReferenceResolver.Outcome {
  /// What was found in some of the file's parts, in order, alone; nothing of what belongs to the file as a whole.
  func limited(to parts: [ReferenceResolver.Part]) -> ReferenceResolver.Outcome {
    var result = ReferenceResolver.Outcome()
    result.parts = parts
    guard !parts.isEmpty else { return result }
    result.references = Self.inside(parts, references, node: \.node)
    result.unresolved = Self.inside(parts, unresolved, node: \.node)
    result.absences = Self.inside(parts, absences, node: \.node)
    return result
  }

  /// Those of some entries, sorted by node, that stand in one of some parts.
  private static func inside<Entry>(
    _ parts: [ReferenceResolver.Part], _ entries: [Entry], node: (Entry) -> UInt32
  ) -> [Entry] {
    var part = 0
    return entries.filter { entry in
      let position = node(entry)
      while part < parts.count, parts[part].end <= position { part += 1 }
      return part < parts.count && parts[part].node <= position
    }
  }
}
