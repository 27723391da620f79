import Facts

/// Which clauses of `#if` are compiled where: on Linux, on Apple's systems, or on neither.
///
/// All clauses are analysed. But where two of them declare the same, a name means the declaration that is compiled
/// together with the place that uses it. Conditions are read as far as they speak of platforms, importable modules and
/// versions; custom flags are unknown, and what is unknown is taken for compiled. Linux comes before Apple's systems
/// wherever both could be meant, so that results depend on no machine.
struct BuildConditions {
  /// A set of the two, with ``always`` in every one of them.
  struct Worlds: OptionSet, Sendable, Equatable {
    let rawValue: UInt8

    static let linux = Worlds(rawValue: 1)
    static let apple = Worlds(rawValue: 2)
    /// Holds for every declaration: for looking at all of them.
    static let always = Worlds(rawValue: 4)
    static let everywhere: Worlds = [.linux, .apple, .always]

    /// The one world in which names are looked up from a place that is compiled in these.
    var first: Worlds { contains(.linux) ? .linux : contains(.apple) ? .apple : .always }
  }

  /// The newest version of the language whose conditions are true.
  private static let version = [6, 3]
  private static let appleSystems: Set<String> = [
    "macOS", "iOS", "tvOS", "watchOS", "visionOS", "OSX", "macCatalyst",
  ]
  private static let appleModules: Set<String> = [
    "Darwin", "UIKit", "AppKit", "SwiftUI", "Combine", "CryptoKit", "Network", "os", "ObjectiveC", "Security",
    "CommonCrypto", "WatchKit", "CoreGraphics", "CoreData", "CloudKit", "AVFoundation", "MobileCoreServices",
    "SystemConfiguration", "OSLog", "CoreServices", "CoreLocation", "QuartzCore", "Photos", "MapKit", "Accelerate",
    "CoreImage", "Metal", "StoreKit", "UserNotifications", "WebKit", "ServiceManagement", "IOKit",
  ]
  private static let linuxModules: Set<String> = ["Glibc", "SwiftGlibc", "FoundationNetworking", "FoundationXML"]
  private static let commonModules: Set<String> = [
    "Foundation", "FoundationEssentials", "FoundationInternationalization", "Dispatch", "XCTest", "Testing", "Swift",
    "_Concurrency", "Synchronization", "Observation", "RegexBuilder", "Distributed",
  ]
  private static let otherModules: Set<String> = [
    "Musl", "Android", "Bionic", "WinSDK", "ucrt", "CRT", "WASILibc", "JavaScriptKit", "C", "Builtin", "SwiftShims",
  ]

  /// Whether a module holds a platform's C declarations: functions and constants rather than types with members.
  static func isPlatform(_ module: String) -> Bool {
    module == "Darwin" || linuxModules.contains(module) || otherModules.contains(module)
  }

  /// Frameworks of Apple's systems beside those that conditions name: their extensions add no names that code of other
  /// systems bears, but those of ``frameworkNames``.
  private static let frameworks: Set<String> = [
    "UniformTypeIdentifiers", "zlib", "PackageDescription", "PackagePlugin", "CoreFoundation", "CoreText", "PDFKit",
    "LocalAuthentication", "AuthenticationServices", "SafariServices", "MessageUI", "CoreMotion", "CoreBluetooth",
    "AVKit", "Cocoa", "CoreTelephony", "CoreMedia", "CoreVideo", "ImageIO", "GameKit", "SpriteKit", "SceneKit", "MachO",
    "XPC", "System", "Contacts", "EventKit", "HealthKit", "HomeKit", "Intents", "Messages", "Social", "WidgetKit",
  ]
  /// What Combine and SwiftUI add to the library's collections.
  static let frameworkNames: [StaticString] = ["publisher", "move", "values"]

  /// Whether a module is of a platform and extends nothing of the library's in ways that matter.
  static func isFramework(_ module: String) -> Bool {
    isPlatform(module) || appleModules.contains(module) || frameworks.contains(module)
  }

  /// Where a clause is compiled.
  struct Clause: Sendable {
    var worlds: Worlds
    /// Whether that hangs on a flag or a module of which nothing is known, here, around it or in a clause before it; not
    /// so for a lone `#if` at file scope, which chooses nothing but whether there is all that it holds.
    var isUncertain: Bool
  }

  /// Each clause of a file.
  ///
  /// `modules` are those of the repository: they can be imported everywhere.
  static func clauses(_ facts: FileFacts, modules: Set<String>) -> [Clause] {
    guard !facts.conditions.isEmpty else { return [] }
    var result: [Clause] = []
    var uncertainBlocks: Set<UInt32> = []
    var clauseCounts: [UInt32: Int] = [:]
    for condition in facts.conditions { clauseCounts[facts.tree[Int(condition.node)].parent, default: 0] += 1 }
    // For each `#if` the worlds that an earlier clause has taken for sure.
    var taken: [UInt32: Worlds] = [:]
    for condition in facts.conditions {
      let block = facts.tree[Int(condition.node)].parent
      let outer =
        condition.parent >= 0 ? result[Int(condition.parent)] : Clause(worlds: .everywhere, isUncertain: false)
      let around = outer.worlds
      let text = facts.strings[condition.text]
      var parser = ConditionParser(text, modules: modules)
      let (possible, certain) = text.isEmpty ? (Worlds.everywhere, Worlds.everywhere) : parser.condition()
      let open = around.subtracting(taken[block] ?? [])
      let isLone = facts.tree[Int(block)].parent == 0 && clauseCounts[block] == 1
      if outer.isUncertain || parser.metUnknown && !isLone { uncertainBlocks.insert(block) }
      result.append(
        Clause(worlds: open.intersection(possible).union(.always), isUncertain: uncertainBlocks.contains(block)))
      taken[block, default: []].formUnion(certain.intersection([.linux, .apple]))
    }
    return result
  }

  /// Reads a condition: where it may hold and where it holds for sure.
  private struct ConditionParser {
    typealias Value = (possible: Worlds, certain: Worlds)

    /// Whether a flag, or anything else that is not known, was met.
    private(set) var metUnknown = false
    private let words: [Substring]
    private let modules: Set<String>
    private var position = 0
    private var depth = 0

    /// `text` is the condition's tokens, apart by spaces.
    init(_ text: String, modules: Set<String>) {
      words = text.split(separator: " ")
      self.modules = modules
    }

    private mutating func unknown() -> Value {
      metUnknown = true
      return (.everywhere, [])
    }

    mutating func condition() -> Value {
      depth += 1
      defer { depth -= 1 }
      guard depth < 64 else { return unknown() }
      var value = conjunction()
      while take("||") {
        let right = conjunction()
        value = (value.possible.union(right.possible), value.certain.union(right.certain))
      }
      return value
    }

    private mutating func conjunction() -> Value {
      var value = operand()
      while take("&&") {
        let right = operand()
        value = (value.possible.intersection(right.possible), value.certain.intersection(right.certain))
      }
      return value
    }

    private mutating func operand() -> Value {
      depth += 1
      defer { depth -= 1 }
      guard depth < 64, position < words.count else { return unknown() }
      if take("!") {
        let value = operand()
        return (Worlds.everywhere.subtracting(value.certain), Worlds.everywhere.subtracting(value.possible))
      }
      if take("(") {
        let value = condition()
        _ = take(")")
        return value
      }
      let name = words[position]
      position += 1
      if name == "true" { return (.everywhere, .everywhere) }
      if name == "false" { return ([], []) }
      guard take("(") else { return unknown() }
      var arguments: [Substring] = []
      while position < words.count, words[position] != ")" {
        arguments.append(words[position])
        position += 1
      }
      _ = take(")")
      return call(name, arguments)
    }

    private mutating func take(_ word: String) -> Bool {
      guard position < words.count, words[position] == word else { return false }
      position += 1
      return true
    }

    private mutating func call(_ name: Substring, _ arguments: [Substring]) -> Value {
      let first = arguments.first.map(String.init) ?? ""
      switch name {
      case "os":
        if first == "Linux" { return Self.exactly(.linux) }
        // An Apple system is one of several: the other ones may be meant as well.
        return appleSystems.contains(first) ? (.apple, []) : Self.exactly([])
      case "canImport":
        guard arguments.count == 1 else { return unknown() }
        if modules.contains(first) || commonModules.contains(first) { return Self.exactly([.linux, .apple]) }
        if appleModules.contains(first) { return Self.exactly(.apple) }
        if linuxModules.contains(first) { return Self.exactly(.linux) }
        return otherModules.contains(first) ? Self.exactly([]) : unknown()
      case "swift", "compiler": return Self.exactly(Self.isMet(arguments) ? [.linux, .apple] : [])
      case "targetEnvironment": return (.apple, [])
      case "_runtime": return Self.exactly(first == "_ObjC" ? .apple : .linux)
      default: return unknown()
      }
    }

    private static func exactly(_ worlds: Worlds) -> Value { (worlds, worlds) }

    /// `>= 5.9`, `< 6`.
    private static func isMet(_ arguments: [Substring]) -> Bool {
      let text = arguments.joined()
      let operatorText = text.prefix { $0 == ">" || $0 == "<" || $0 == "=" }
      var wanted = text.dropFirst(operatorText.count).split(separator: ".").map { Int($0) ?? 0 }
      while wanted.count < version.count { wanted.append(0) }
      let isNewer = wanted.lexicographicallyPrecedes(version) || Array(wanted.prefix(version.count)) == version
      return operatorText == "<" ? !isNewer : isNewer
    }
  }
}
