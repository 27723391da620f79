import Facts
import Foundation
import Model
extension ReferenceResolver {
  func describe(_ type: TypeID) -> String {
    func list(_ r: Range<Int>) -> String { r.map { describe(arena.child(type, $0)) }.joined(separator: ", ") }
    switch arena.kind(type) {
    case .unknown: return "_"
    case .nominal: return symbols.names.text(symbols.nameOf[Int(arena.head(type))]) + (arena.childCount(type) > 0 ? "<\(list(0..<arena.childCount(type)))>" : "")
    case .parameter: return "'" + symbols.names.text(symbols.generics.names[Int(arena.head(type))])
    case .dependent: return describe(arena.child(type, 0)) + "." + symbols.names.text(arena.head(type))
    case .tuple: return "(\(list(0..<arena.elementCount(type))))"
    case .function: return "(\(list(0..<arena.parameterCount(type)))) -> " + describe(arena.result(type))
    case .metatype: return describe(arena.child(type, 0)) + ".Type"
    case .composition: return "any(\(list(0..<arena.childCount(type))))"
    }
  }
  static let traced: (Int, Int)? = ProcessInfo.processInfo.environment["XT"].map { let p = $0.split(separator: ":"); return (Int(p[0])!, Int(p[1])!) }
  func trace(_ node: Int, _ text: () -> String) {
    guard let (u, _) = Self.traced, isRecording, Int(scope.unit.index) == u || u < 0 else { return }
    let f = scope.unit
    _ = f
    let token = Int(scope.tree[node].firstToken)
    FileHandle.standardError.write("u\(scope.unit.index) tok\(token) n\(node) \(scope.tree[node].kind) \(f.strings[scope.tree[node].name]) : \(text())\n".data(using: .utf8)!)
  }
}
