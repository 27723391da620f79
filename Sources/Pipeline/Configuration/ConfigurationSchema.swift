import Model
package import Rules

/// The JSON Schema of `.xtal.yml` for editors, made from the same catalogue that checks the file.
package enum ConfigurationSchema {
  /// The whole document, keys in a fixed order, with a newline at its end.
  package static func json(rules: [Rule]) -> String {
    let rules = rules.map { rule in "        \(quoted(rule.id.text)): \(schema(of: rule))" }
    return """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "xtal configuration",
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "energy": {"type": "boolean", "description": "Whether analyses and histories measure token energy."},
          "exclude": {"type": "array", "items": {"type": "string"}, "description": "Globs of paths that are not analysed."},
          "failOn": {"enum": ["never", "note", "warning", "error"], "description": "Least severity that fails the run."},
          "limits": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "fileBytes": {"type": "integer", "minimum": 1, "description": "Larger files are not analysed, in bytes."},
              "fileSeconds": {"type": "integer", "minimum": 1, "description": "Time after which a file is given up."}
            }
          },
          "rules": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
      \(rules.joined(separator: ",\n"))
            }
          },
          "validate": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "fixWords": {
                "type": "array",
                "minItems": 1,
                "items": {"type": "string"},
                "description": "Words in a commit's title that make it a bug fix, in the place of the usual ones."
              }
            }
          }
        }
      }

      """
  }

  private static func schema(of rule: Rule) -> String {
    var properties = [
      "\"enabled\": {\"type\": \"boolean\"}", "\"severity\": {\"enum\": [\"note\", \"warning\", \"error\"]}",
    ]
    for option in rule.options {
      properties.append(
        "\(quoted(option.name)): {\(type(of: option.defaultValue)), \"description\": \(quoted(option.summary))}")
    }
    return "{\"description\": \(quoted(rule.title)), \"type\": [\"boolean\", \"object\"], "
      + "\"additionalProperties\": false, \"properties\": {\(properties.joined(separator: ", "))}}"
  }

  private static func type(of value: Rule.Option.Value) -> String {
    switch value {
    case .integer: "\"type\": \"integer\", \"minimum\": 0"
    case .number: "\"type\": \"number\", \"minimum\": 0"
    case .boolean: "\"type\": \"boolean\""
    case .text: "\"type\": \"string\""
    case .list: "\"type\": \"array\", \"items\": {\"type\": \"string\"}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
