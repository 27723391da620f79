/// The parts of the model that can be left out, to see what each brings.
package struct EnergyParts: OptionSet, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The names used last.
  package static let recentNames = EnergyParts(rawValue: 1 << 30)
  /// Learning within a stream.
  package static let learning = EnergyParts(rawValue: 1 << 31)
  package static let all = EnergyParts(rawValue: .max)

  /// A context of the repository.
  static func repository(_ kind: Int) -> EnergyParts { EnergyParts(rawValue: 1 << UInt32(kind)) }

  /// A context of the stream, by its place in ``ContextKind/ofFile``.
  static func file(_ order: Int) -> EnergyParts {
    EnergyParts(rawValue: 1 << UInt32(ContextKind.repositoryCount + order))
  }

  /// Every part with a name to show.
  package static let named: [(name: String, part: EnergyParts)] = {
    let repository = (0..<ContextKind.repositoryCount).map { kind in
      ("repository: \(ContextKind(rawValue: kind).map { "\($0)" } ?? "")", EnergyParts.repository(kind))
    }
    let file = ContextKind.ofFile.enumerated().map { order, kind in
      ("file: \(ContextKind(rawValue: kind).map { "\($0)" } ?? "")", EnergyParts.file(order))
    }
    return repository + file + [("recent names", .recentNames), ("learning within the file", .learning)]
  }()

  /// All contexts of the repository, and all of the stream.
  package static let repository = (0..<ContextKind.repositoryCount).reduce(into: EnergyParts()) {
    $0.formUnion(.repository($1))
  }
  package static let file = ContextKind.ofFile.indices.reduce(into: EnergyParts()) { $0.formUnion(.file($1)) }
}
