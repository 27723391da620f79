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
    // Most pairs differ in their first letters, which no text need be made for.
    let extends = withName(of: companion) { longer in
      withName(of: type) { shorter in Self.extends(longer, shorter) }
    }
    guard extends else { return false }
    let folder = SourceFolder.path(of: path(type))
    return path(companion).utf8.starts(with: folder.utf8)
  }

  /// Whether the bytes `longer` are `shorter` with further words, or a plural s, behind it.
  static func extends<Name: Collection<UInt8>>(_ longer: Name, _ shorter: Name) -> Bool {
    let longer = longer.drop { $0 == UInt8(ascii: "_") }
    let shorter = shorter.drop { $0 == UInt8(ascii: "_") }
    guard let start = shorter.first, start == longer.first, longer.count > shorter.count else { return false }
    guard longer.starts(with: shorter), let first = longer.dropFirst(shorter.count).first else { return false }
    let isNewWord = !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
    return isNewWord || (first == UInt8(ascii: "s") && longer.count == shorter.count + 1)
  }

  private func withName<Result>(of type: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let file = Int(graph.fileOfDeclaration[type])
    let facts = graph.files[file].facts
    let name = facts.declarations[type - Int(graph.files[file].firstDeclaration)].name
    return facts.strings.withBytes(of: name, body)
  }

  private func path(_ type: Int) -> String { graph.files[Int(graph.fileOfDeclaration[type])].path }
}
