import Growth
import Model
import Rules
import Yams

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads `.xtal.yml`. Unknown keys are errors that name the nearest key; values of another type are errors too.
package enum ConfigurationReader {
  /// The file's name.
  static let fileName = ".xtal.yml"
  /// A larger file is refused, in bytes.
  private static let maximumBytes = 1 << 20

  /// Looks for the file in `folder` and the folders above it, up to the one that holds `.git`. Nil where there is none.
  package static func find(from folder: String) -> String? {
    guard let resolved = realpath(folder, nil) else { return nil }
    defer { free(resolved) }
    var current = String(cString: resolved)
    while true {
      let candidate = current + "/" + fileName
      if access(candidate, F_OK) == 0 { return candidate }
      if access(current + "/.git", F_OK) == 0 || current == "/" || current.isEmpty { return nil }
      current = String(current[..<(current.lastIndex(of: "/") ?? current.startIndex)])
      if current.isEmpty { current = "/" }
    }
  }

  /// Reads the file at `path`. Throws ``AnalysisError`` of kind `usage`, naming the file and the place.
  package static func read(path: String) throws -> Configuration {
    try parse(text(of: path), name: path)
  }

  /// Reads a configuration's text; `name` stands for it in messages.
  package static func parse(_ text: String, name: String) throws -> Configuration {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw AnalysisError("\(name) is not valid YAML: \(firstLine("\(error)"))")
    }
    var configuration = Configuration()
    guard let root, root.null == nil else { return configuration }
    let reader = MappingReader(node: root, name: name, path: "")
    try reader.forEach(known: ["exclude", "rules", "failOn", "limits", "energy", "validate"]) { key, value in
      switch key {
      case "exclude": configuration.exclude = try value.texts()
      case "rules": configuration.rules = try rules(value)
      case "failOn": configuration.failOn = try value.severity(allowsNever: true)
      case "energy": configuration.measuresEnergy = try value.boolean()
      case "validate": configuration.validation = try validation(value)
      default: configuration.limits = try limits(value)
      }
    }
    return configuration
  }

  private static func text(of path: String) throws -> String {
    // A link could lead outside the repository, and error messages would show what it leads to.
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw AnalysisError("\(path) cannot be read: \(String(cString: strerror(errno))). A link is not followed.")
    }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: maximumBytes + 1)
    var count = 0
    while count < bytes.count {
      let taken = bytes.withUnsafeMutableBytes {
        takeBytes(descriptor, $0.baseAddress.map { $0 + count }, $0.count - count)
      }
      guard taken > 0 else { break }
      count += taken
    }
    guard count <= maximumBytes else { throw AnalysisError("\(path) is larger than \(maximumBytes) bytes.") }
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  private static func rules(_ reader: MappingReader) throws -> [RuleID: Configuration.RuleSetting] {
    var settings: [RuleID: Configuration.RuleSetting] = [:]
    try reader.forEach(known: RuleCatalogue.all.map(\.id.text)) { key, value in
      guard let rule = RuleCatalogue.rule(RuleID(key)) else { return }
      var setting = Configuration.RuleSetting()
      if let flag = value.node.bool {
        setting.isEnabled = flag
      } else {
        try value.forEach(known: ["enabled", "severity"] + rule.options.map(\.name)) { option, node in
          switch option {
          case "enabled": setting.isEnabled = try node.boolean()
          case "severity": setting.severity = try node.severity(allowsNever: false)
          default: setting.options[option] = try node.optionValue()
          }
        }
        do {
          _ = try rule.options(overriding: setting.options)
        } catch {
          throw AnalysisError("\(reader.name): \(error)")
        }
      }
      settings[RuleID(key)] = setting
    }
    return settings
  }

  private static func limits(_ reader: MappingReader) throws -> Configuration.Limits {
    var limits = Configuration.Limits()
    try reader.forEach(known: ["fileBytes", "fileSeconds"]) { key, value in
      let number = try value.positiveInteger()
      if key == "fileBytes" { limits.fileBytes = min(number, 1 << 30) } else { limits.fileSeconds = min(number, 3600) }
    }
    return limits
  }

  private static func validation(_ reader: MappingReader) throws -> Configuration.Validation {
    var validation = Configuration.Validation()
    try reader.forEach(known: ["fixWords"]) { _, value in
      let words = try value.texts()
      do {
        validation.fixWords = try FixMessages(words: words).words
      } catch let error as AnalysisError {
        throw value.error("cannot be used: \(error.message)")
      }
    }
    return validation
  }

  private static func firstLine(_ text: String) -> String {
    text.split(separator: "\n").prefix(2).joined(separator: " ")
  }
}

/// The system's `read`, out of reach of the reader's own functions of that name.
private func takeBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
