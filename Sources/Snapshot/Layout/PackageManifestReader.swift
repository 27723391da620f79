import Model
import SwiftParser
import SwiftSyntax

/// Reads one manifest's text into a ``PackageManifest``. The text is parsed and followed, never run.
struct PackageManifestReader {
  /// The outcome for one manifest.
  struct Reading {
    /// Nil where no package was found.
    var manifest: PackageManifest?
    /// Whether it imports `PackageDescription`; a source file that merely has the name does not.
    var importsPackageDescription: Bool
    /// What was not understood.
    var gaps: [Coverage.Gap]
  }

  /// Manifests above this size are not read.
  static let maximumSize = 4 << 20
  /// Values read out of the evaluated package at most: shared parts could make them endless.
  private static let maximumValues = 200_000

  /// Gaps told one by one; the rest are summed up in one.
  private static let maximumGaps = 20

  private let path: String
  private let bytes: UnsafeBufferPointer<UInt8>
  private var gaps: Set<Coverage.Gap> = []
  private var valuesLeft = Self.maximumValues

  private init(path: String, bytes: UnsafeBufferPointer<UInt8>) {
    self.path = path
    self.bytes = bytes
  }

  /// Reads the manifest at `path`, whose bytes are valid during the call.
  static func read(path: String, bytes: UnsafeBufferPointer<UInt8>) -> Reading {
    var reader = PackageManifestReader(path: path, bytes: bytes)
    var (manifest, importsDescription): (PackageManifest?, Bool) = (nil, true)
    if bytes.count > maximumSize {
      reader.note("the manifest is larger than \(maximumSize >> 20) MiB and was not read")
    } else if let refusal = ManifestShape.refusal(bytes) {
      reader.note("the manifest was not read: \(refusal)")
    } else {
      (manifest, importsDescription) = reader.parse()
    }
    return Reading(
      manifest: manifest, importsPackageDescription: importsDescription, gaps: reader.gaps.sorted())
  }

  private mutating func parse() -> (PackageManifest?, Bool) {
    let tree = Parser.parse(source: bytes, maximumNestingLevel: ManifestShape.maximumNesting + 16)
    let importsDescription = tree.statements.contains { statement in
      guard case .decl(let declaration) = statement.item else { return false }
      return declaration.as(ImportDeclSyntax.self)?.path.first?.name.text == "PackageDescription"
    }
    var evaluator = ManifestEvaluator(declarations: ManifestDeclarations(tree))
    let record = evaluator.evaluate(tree)
    if evaluator.isExhausted { note("the manifest takes too many steps to evaluate; what it says was read in part") }
    guard let record else {
      note(
        tree.hasError
          ? "the manifest does not parse: its files are shown by folder"
          : "no package was found in the manifest: its files are shown by folder")
      return (nil, importsDescription)
    }
    if tree.hasError { note("the manifest has syntax errors; what it says may have been read in part") }
    return (package(record), importsDescription)
  }

  // MARK: The package's parts

  private mutating func package(_ record: ManifestRecord) -> PackageManifest {
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
    var manifest = PackageManifest(
      path: path, name: text(record["name"], "the package's name") ?? "", toolsVersion: ToolsVersion(manifest: head))
    var positions: [String: Int] = [:]
    for record in records(record["targets"], "target") {
      guard let target = target(record) else { continue }
      if let position = positions[target.name] {
        // Branches of `#if` may each declare the target: the first says where it lies, dependencies are united.
        let known = manifest.targets[position].dependencies
        manifest.targets[position].dependencies += target.dependencies.filter { !known.contains($0) }
      } else {
        positions[target.name] = manifest.targets.count
        manifest.targets.append(target)
      }
    }
    for record in records(record["products"], "product") {
      guard ["library", "executable", "plugin"].contains(record.name),
        let name = text(record["name"], "a product's name")
      else { continue }
      let targets = texts(record["targets"], "the targets of product \(name)") ?? []
      manifest.products.append(.init(isLibrary: record.name == "library", name: name, targets: targets))
    }
    for record in records(record["dependencies"], "package dependency") where record["path"] != nil {
      guard record["url"] == nil, record["id"] == nil, let path = text(record["path"], "a package's path") else {
        continue
      }
      manifest.localPackages.append(.init(name: record["name"].flatMap { text($0, "a package's name") }, path: path))
    }
    return manifest
  }

  private mutating func target(_ record: ManifestRecord) -> PackageManifest.Target? {
    guard let kind = PackageManifest.TargetKind(constructor: record.name) else {
      note("a target is made by \(record.name.isEmpty ? "a tuple" : "\(record.name)(…)"), which was not understood")
      return nil
    }
    guard let name = text(record["name"], "a target's name") else { return nil }
    return PackageManifest.Target(
      name: name, kind: kind, path: record["path"].flatMap { text($0, "the path of target \(name)") },
      sources: record["sources"].flatMap { texts($0, "the sources of target \(name)") },
      exclude: excluded(record["exclude"], of: name) + resources(record["resources"]),
      dependencies: dependencies(record["dependencies"], of: name), plugins: plugins(record["plugins"], of: name))
  }

  private mutating func dependencies(_ value: ManifestValue?, of target: String) -> [PackageManifest.Dependency] {
    var result: [PackageManifest.Dependency] = []
    for element in elements(value, "a dependency of target \(target)") {
      switch element {
      case .string(let name): result.append(.byName(name))
      case .record(let record):
        guard let name = text(record["name"], "a dependency of target \(target)") else { continue }
        switch record.name {
        case "target": result.append(.target(name))
        case "product":
          let package = record["package"].flatMap { $0 == .absent ? nil : text($0, "a dependency of target \(target)") }
          result.append(.product(name, package: package))
        case "byName", "byNameItem": result.append(.byName(name))
        default: note("a dependency of target \(target) is made by \(record.name)(…), which was not understood")
        }
      default: note("a dependency of target \(target) was not understood")
      }
    }
    return result
  }

  private mutating func plugins(_ value: ManifestValue?, of target: String) -> [String] {
    elements(value, "a plugin of target \(target)").compactMap { element in
      switch element {
      case .string(let name): name
      case .record(let record): text(record["name"], "a plugin of target \(target)")
      default: nil
      }
    }
  }

  /// The excluded paths that every branch excludes: a file that some machine compiles belongs to its target.
  private mutating func excluded(_ value: ManifestValue?, of target: String) -> [String] {
    guard case .array(let list)? = value else {
      return texts(value, "the excluded files of target \(target)") ?? []
    }
    let certain = list.elements.filter { !$0.possibilities.contains(.absent) }
    return texts(.array(of: certain), "the excluded files of target \(target)") ?? []
  }

  /// The paths of resources on every branch; one that is not understood matters little and is passed over.
  private func resources(_ value: ManifestValue?) -> [String] {
    guard case .array(let list)? = value else { return [] }
    return list.elements.compactMap { element in
      guard case .record(let record) = element, case .string(let path)? = record["0"] else { return nil }
      return path
    }
  }

  // MARK: Values

  private mutating func records(_ value: ManifestValue?, _ what: String) -> [ManifestRecord] {
    elements(value, "a \(what)").compactMap { element in
      if case .record(let record) = element { return record }
      note("a \(what) was not understood")
      return nil
    }
  }

  /// The elements of an array, all that any branch gives; unknown ones are noted and left out.
  private mutating func elements(_ value: ManifestValue?, _ what: String) -> [ManifestValue] {
    var result: [ManifestValue] = []
    for possibility in value?.possibilities ?? [] {
      switch possibility {
      case .absent: continue
      case .array(let list):
        for element in list.elements.flatMap(\.possibilities) where element != .absent {
          if isOverBudget() { return result }
          if noteIfUnknown(element, what) { continue }
          result.append(element)
        }
      default: if !noteIfUnknown(possibility, what) { note("\(what) was not understood") }
      }
    }
    return result
  }

  private mutating func texts(_ value: ManifestValue?, _ what: String) -> [String]? {
    guard let value, value != .absent else { return nil }
    var result: [String] = []
    for element in elements(value, what) {
      if case .string(let text) = element { result.append(text) } else { note("\(what) were not understood") }
    }
    return result
  }

  /// The text; the first of several where a condition decides.
  private mutating func text(_ value: ManifestValue?, _ what: String) -> String? {
    if isOverBudget() { return nil }
    guard let value else {
      note("\(what) is missing")
      return nil
    }
    for possibility in value.possibilities {
      if case .string(let text) = possibility { return text }
    }
    if value == .absent { return nil }
    if !value.possibilities.contains(where: { noteIfUnknown($0, what) }) { note("\(what) was not understood") }
    return nil
  }

  private mutating func isOverBudget() -> Bool {
    valuesLeft -= 1
    if valuesLeft == 0 { note("the package has more than \(Self.maximumValues) parts and was read in part") }
    return valuesLeft <= 0
  }

  // MARK: Gaps

  private mutating func note(_ reason: String) { gaps.insert(Coverage.Gap(path: path, reason: reason)) }

  private mutating func noteIfUnknown(_ value: ManifestValue, _ what: String) -> Bool {
    guard case .unknown(let start, let end) = value else { return false }
    if gaps.count >= Self.maximumGaps {
      note("further parts of the manifest were not understood")
      return true
    }
    let line = 1 + bytes.prefix(start).reduce(0) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    let source = bytes[min(start, bytes.count)..<min(max(start, end), bytes.count)]
    let head = String(decoding: source.prefix(60), as: UTF8.self)
    let excerpt = head.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    note("line \(line): \(what) was not understood: \(excerpt)\(source.count > 60 ? "…" : "")")
    return true
  }
}
