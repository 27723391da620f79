import Facts
import Model

/// Which files of a new list are files of an old one, and which declarations of changed files look the same as before.
struct FilePairing {
  /// For each new file the old one at its path, -1 for none.
  private(set) var oldOfNew: [Int32]
  private(set) var newOfOld: [Int32]
  /// For each new file whether the old one has the same content and module.
  private(set) var isUnchanged: [Bool]
  /// For each old declaration the new one, -1 where there is none that looks the same. Declarations that stand in
  /// bodies are paired in unchanged files only.
  private(set) var declarations: [Int32]
  /// Old and new declarations without a partner.
  private(set) var vanished: [Int32] = []
  private(set) var appeared: [Int32] = []

  init(old: [CodeGraph.File], new: [CodeGraph.File]) {
    var positions = [String: Int32](minimumCapacity: old.count)
    for (index, file) in old.enumerated() { positions[file.path] = Int32(index) }
    oldOfNew = new.map { positions[$0.path] ?? -1 }
    newOfOld = [Int32](repeating: -1, count: old.count)
    isUnchanged = [Bool](repeating: false, count: new.count)
    let oldCount = old.last.map { Int($0.firstDeclaration) + $0.facts.declarations.count } ?? 0
    declarations = [Int32](repeating: -1, count: oldCount)
    for (index, file) in new.enumerated() {
      let position = oldOfNew[index]
      guard position >= 0 else {
        appeared += Self.indices(of: file)
        continue
      }
      newOfOld[Int(position)] = Int32(index)
      let before = old[Int(position)]
      if before.blob == file.blob, before.module == file.module, before.isManifest == file.isManifest {
        isUnchanged[index] = true
        for offset in 0..<Int32(file.facts.declarations.count) {
          declarations[Int(before.firstDeclaration + offset)] = file.firstDeclaration + offset
        }
      } else {
        pair(before, file)
      }
    }
    for (index, file) in old.enumerated() where newOfOld[index] < 0 { vanished += Self.indices(of: file) }
  }

  private static func indices(of file: CodeGraph.File) -> [Int32] {
    Array(file.firstDeclaration..<file.firstDeclaration + Int32(file.facts.declarations.count))
  }

  /// Declarations of one name that look the same are paired in order. Where one of a name is new or gone, the order of
  /// the others may count as well, so that all of that name are taken for changed.
  private mutating func pair(_ before: CodeGraph.File, _ after: CodeGraph.File) {
    let (oldDigests, newDigests) = (InterfaceReader(before.facts).digests(), InterfaceReader(after.facts).digests())
    let isSameModule = before.module == after.module
    var waiting: [UInt64: [Int32]] = [:]
    for (offset, digest) in oldDigests.enumerated().reversed() where digest != 0 {
      waiting[digest, default: []].append(before.firstDeclaration + Int32(offset))
    }
    for (offset, digest) in newDigests.enumerated() where digest != 0 {
      let new = after.firstDeclaration + Int32(offset)
      if isSameModule, let old = waiting[digest]?.popLast() {
        declarations[Int(old)] = new
      } else {
        appeared.append(new)
      }
    }
    for offset in oldDigests.indices where oldDigests[offset] != 0 {
      let old = before.firstDeclaration + Int32(offset)
      if declarations[Int(old)] < 0 { vanished.append(old) }
    }
    addReordered(before)
  }

  /// Pairs whose order within the file is another now.
  private mutating func addReordered(_ before: CodeGraph.File) {
    var last: Int32 = -1
    for offset in 0..<Int32(before.facts.declarations.count) {
      let old = before.firstDeclaration + offset
      let new = declarations[Int(old)]
      guard new >= 0 else { continue }
      if new < last {
        vanished.append(old)
        appeared.append(new)
      } else {
        last = new
      }
    }
  }
}
