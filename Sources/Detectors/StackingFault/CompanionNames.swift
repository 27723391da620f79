import Facts
import Graph

/// Tells from names and places whether one type is made to go with another.
struct CompanionNames {
  private let graph: CodeGraph
  private let parts: TypeParts

  init(graph: CodeGraph, parts: TypeParts) {
    self.graph = graph
    self.parts = parts
  }

  /// Whether `part` belongs to a companion of the type of `other`: its name is the other's with further words or a
  /// plural s behind it, leading underscores aside, and it is declared in the same folder or one below.
  func isCompanion(_ part: Int, of other: Int) -> Bool {
    let companion = parts.parts[part].type
    let type = parts.parts[other].type
    guard Self.extends(name(companion), name(type)) else { return false }
    let folder = SourceFolder.path(of: path(type))
    return path(companion).utf8.starts(with: folder.utf8)
  }

  /// Whether `longer` is `shorter` with further words, or a plural s, behind it.
  static func extends(_ longer: String, _ shorter: String) -> Bool {
    let longer = longer.utf8.drop { $0 == UInt8(ascii: "_") }
    let shorter = shorter.utf8.drop { $0 == UInt8(ascii: "_") }
    guard !shorter.isEmpty, longer.starts(with: shorter) else { return false }
    let rest = longer.dropFirst(shorter.count)
    guard let first = rest.first else { return false }
    let isNewWord = !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
    return isNewWord || (first == UInt8(ascii: "s") && rest.count == 1)
  }

  private func name(_ type: Int) -> String {
    let file = Int(graph.fileOfDeclaration[type])
    let facts = graph.files[file].facts
    return facts.strings[facts.declarations[type - Int(graph.files[file].firstDeclaration)].name]
  }

  private func path(_ type: Int) -> String { graph.files[Int(graph.fileOfDeclaration[type])].path }
}
