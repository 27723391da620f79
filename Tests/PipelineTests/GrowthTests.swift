import Model
import TestSupport
import Testing

@testable import Pipeline

/// The analysis along a history is that of each commit by itself.
struct GrowthTests {
  @Test(arguments: [1, 2, 3] as [UInt64]) func everyCommitEqualsAFreshAnalysis(seed: UInt64) throws {
    var generator = Generator(state: seed)
    let repository = try ScratchRepository()
    var files: [String: Int] = [:]
    for step in 0..<18 {
      try change(repository, &files, &generator, step)
      try repository.commit("step \(step)", by: "Ada", at: step * 86_400)
    }
    let probe = GrowthProbe(
      HistoryRequest(
        path: repository.path, range: .init(), configuration: Configuration(), database: .none, includesPreview: true,
        workers: 2, analyserBuild: ""))
    let commits = try probe.revisions()
    #expect(commits.count == 18)
    var checked = 0
    try probe.compare(commits, checking: { _ in true }) { comparison in
      checked += 1
      #expect(comparison.differences == [], "\(comparison.revision)")
    }
    #expect(checked == 18)
    let leaps = (0..<12).map { _ in commits[Int(generator.next() % 18)] }
    try probe.compare(leaps, checking: { _ in true }) { #expect($0.differences == [], "\($0.revision)") }
  }

  private func change(
    _ repository: ScratchRepository, _ files: inout [String: Int], _ generator: inout Generator, _ step: Int
  ) throws {
    if step == 0 || generator.next() % 9 == 0 {
      let second = generator.next() % 2 == 0 ? ", .target(name: \"B\", dependencies: [\"A\"])" : ""
      try repository.write(
        "Package.swift",
        "// swift-tools-version: 5.9\nimport PackageDescription\nlet package = Package(name: \"P\", targets: [.target(name: \"A\")\(second)])\n"
      )
    }
    for _ in 0..<(1 + generator.next() % 3) {
      let names = files.keys.sorted()
      switch generator.next() % 8 {
      case 0 where !names.isEmpty:
        let name = names[Int(generator.next() % UInt64(names.count))]
        try repository.remove(name)
        files[name] = nil
      case 1 where !names.isEmpty:
        let name = names[Int(generator.next() % UInt64(names.count))]
        let target = "Sources/A/m\(step)-\(files.count).swift"
        guard files[target] == nil else { continue }
        try repository.git("mv", "-f", name, target)
        files[target] = files.removeValue(forKey: name)
      case 2:
        try repository.write(
          "README.md",
          "Text.\n\n```swift\nimport A\nlet t = T\(generator.next() % 5)()\nt.part\(generator.next() % 6)()\n```\n")
      default:
        let module = generator.next() % 3 == 0 ? "B" : "A"
        let name = "Sources/\(module)/f\(generator.next() % 6).swift"
        try repository.write(name, text(&generator))
        files[name] = step
      }
    }
  }

  /// Sources that name each other, some of them broken.
  private func text(_ generator: inout Generator) -> String {
    let number = generator.next() % 5
    var text = generator.next() % 3 == 0 ? "import A\n" : ""
    if generator.next() % 4 == 0 { text += "// TODO: part \(generator.next() % 3)\n" }
    let access = generator.next() % 2 == 0 ? "public " : ""
    switch generator.next() % 6 {
    case 0: text += "\(access)protocol P\(number) {\n  func part\(number)()\n}\n"
    case 1: text += "extension T\(number): P\((number + 1) % 5) {\n  func part\((number + 1) % 5)() {}\n}\n"
    case 2: text += "class {\n  init( {\n"
    case 3:
      text +=
        "\(access)func make\(number)() -> T\(number) { T\(number)(value: 1) }\nlet made\(number) = make\((number + 2) % 5)()\n"
    default:
      text += """
        \(access)struct T\(number) {
          var value = 0
          private var unused = \(generator.next() % 3)
          \(access)func part\(generator.next() % 6)(limit: Int = 0) {
            made\((number + 1) % 5).part\(generator.next() % 6)()
            if value > limit { do { try work() } catch {} }
          }
          func work() throws {}
        }

        """
    }
    return text
  }

  /// S. Vigna's SplitMix64.
  private struct Generator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var value = state
      value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
      value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
      return value ^ (value >> 31)
    }
  }
}
