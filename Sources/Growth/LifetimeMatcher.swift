package import Model

/// Tells which findings of a commit are those of the commit before it.
///
/// Fingerprints pair nearly all: they survive moved lines and, where a declaration names the place, renamed files. What is
/// left is paired, rule by rule, by the place (the line before, moved as the hunks of its file move it: a renamed
/// declaration), then by what is said, between files that the commit changed (a renamed or split file). Of several
/// candidates the first one is taken.
package struct LifetimeMatcher: Sendable {
  /// For each new finding the index of the earlier one; nil for one that appeared.
  package private(set) var origins: [Int?]
  /// Indices of earlier findings that are gone, in order.
  package private(set) var gone: [Int]

  /// `files` is what changed between the two.
  package init(old: [Finding], new: [Finding], files: [ChangedFile]) {
    var waiting: [String: [Int]] = [:]
    waiting.reserveCapacity(old.count)
    for index in old.indices.reversed() { waiting[old[index].fingerprint, default: []].append(index) }
    origins = new.map { waiting[$0.fingerprint]?.popLast() }
    var isTaken = [Bool](repeating: false, count: old.count)
    for case let origin? in origins { isTaken[origin] = true }
    gone = old.indices.filter { !isTaken[$0] }
    guard !gone.isEmpty, origins.contains(nil) else { return }
    let changed = ChangedPaths(files)
    pair(old, new) {
      changed.place(of: $0)
    } right: {
      "\($0.rule)\n\($0.path)\n\($0.line)"
    }
    pair(old, new) {
      changed.text(of: $0)
    } right: {
      changed.isTouched($0.path) ? Self.text(of: $0) : nil
    }
  }

  private mutating func pair(
    _ old: [Finding], _ new: [Finding], left: (Finding) -> String?, right: (Finding) -> String?
  ) {
    var waiting: [String: [Int]] = [:]
    for index in gone.reversed() { if let key = left(old[index]) { waiting[key, default: []].append(index) } }
    var taken: Set<Int> = []
    for index in new.indices where origins[index] == nil {
      guard let key = right(new[index]), let origin = waiting[key]?.popLast() else { continue }
      origins[index] = origin
      taken.insert(origin)
    }
    gone.removeAll { taken.contains($0) }
  }

  /// What a finding says, without numbers.
  fileprivate static func text(of finding: Finding) -> String {
    var key = "\(finding.rule)\n\(finding.symbol)\n"
    for scalar in finding.message.unicodeScalars where !("0"..."9").contains(scalar) {
      key.unicodeScalars.append(scalar)
    }
    return key
  }
}

/// Files that a commit changed, as they were before.
private struct ChangedPaths {
  private var byOldPath: [String: ChangedFile] = [:]
  private var touched: Set<String> = []

  init(_ files: [ChangedFile]) {
    for file in files {
      if file.newBlob != nil { touched.insert(file.path) }
      if file.oldBlob != nil { byOldPath[file.oldPath ?? file.path] = file }
    }
  }

  func isTouched(_ path: String) -> Bool { touched.contains(path) }

  /// Rule and place that an earlier finding would have now; nil where its line is gone.
  func place(of finding: Finding) -> String? {
    guard let file = byOldPath[finding.path] else { return "\(finding.rule)\n\(finding.path)\n\(finding.line)" }
    guard file.newBlob != nil, let line = LineHunk.moved(finding.line, by: file.hunks) else { return nil }
    return "\(finding.rule)\n\(file.path)\n\(line)"
  }

  func text(of finding: Finding) -> String? {
    byOldPath[finding.path] == nil ? nil : LifetimeMatcher.text(of: finding)
  }
}
