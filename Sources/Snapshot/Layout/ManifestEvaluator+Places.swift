import SwiftSyntax

// Variables and what hangs on them: looking up, assigning, changing in place.
extension ManifestEvaluator {
  /// Something that can be assigned to: a variable and the members that lead into it.
  struct Place {
    var root: String
    /// Member names; a position in an array is written in decimal digits.
    var path: [String] = []
  }

  /// The place that an expression names; nil where it names none.
  mutating func place(of expression: ExprSyntax) -> Place? {
    if let node = expression.as(DeclReferenceExprSyntax.self) { return Place(root: node.baseName.identifierText) }
    if let node = expression.as(MemberAccessExprSyntax.self), let base = node.base {
      return nested(in: base) { evaluator in
        var place = evaluator.place(of: base)
        place?.path.append(node.declName.baseName.identifierText)
        return place
      }
    }
    if let node = expression.as(OptionalChainingExprSyntax.self) {
      return nested(in: node) { $0.place(of: node.expression) }
    }
    if let node = expression.as(ForceUnwrapExprSyntax.self) {
      return nested(in: node) { $0.place(of: node.expression) }
    }
    if let node = expression.as(InOutExprSyntax.self) { return nested(in: node) { $0.place(of: node.expression) } }
    if let node = expression.as(SubscriptCallExprSyntax.self), let index = node.arguments.first?.expression,
      case .integer(let position) = evaluate(index)
    {
      var place = nested(in: node) { $0.place(of: node.calledExpression) }
      place?.path.append(String(position))
      return place
    }
    return nil
  }

  private mutating func nested(
    in node: some SyntaxProtocol, _ body: (inout ManifestEvaluator) -> Place?
  ) -> Place? {
    depth += 1
    defer { depth -= 1 }
    return depth > Self.maximumDepth ? nil : body(&self)
  }

  /// The variable's value, where there is a variable of that name in sight.
  func variable(_ name: String) -> ManifestValue? {
    for index in stride(from: scopes.count - 1, through: frameBase, by: -1) {
      if let value = scopes[index][name] { return value }
    }
    return scopes[0][name]
  }

  /// Sets the place; does nothing where its variable is not known.
  mutating func assign(_ value: ManifestValue, to place: Place) {
    change(place) { _, _ in value }
  }

  /// Replaces the value at the place by what `transform` makes of it; nil stands for a member not set so far.
  mutating func change(
    _ place: Place, _ transform: (inout ManifestEvaluator, ManifestValue?) -> ManifestValue
  ) {
    for index in stride(from: scopes.count - 1, through: frameBase, by: -1) {
      guard let value = scopes[index][place.root] else { continue }
      scopes[index][place.root] = changing(value, place.path[...], transform)
      return
    }
    if let value = scopes[0][place.root] {
      scopes[0][place.root] = changing(value, place.path[...], transform)
    } else if case .record(let record)? = variable("self"), place.root != "self",
      record[place.root] != nil || Self.settable.contains(place.root)
    {
      change(Place(root: "self", path: [place.root] + place.path), transform)
    }
  }

  private mutating func changing(
    _ value: ManifestValue, _ path: ArraySlice<String>,
    _ transform: (inout ManifestEvaluator, ManifestValue?) -> ManifestValue
  ) -> ManifestValue {
    guard let name = path.first else { return transform(&self, value) }
    switch value {
    case .record(let record):
      spend(record.fields.count)
      let old = record[name]
      let new =
        path.count == 1
        ? transform(&self, old) : changing(old ?? .absent, path.dropFirst(), transform)
      return .record(record.setting(name, to: new))
    case .array(let list):
      guard let index = Int(name), list.elements.indices.contains(index) else { return value }
      spend(1 + list.elements.count / 32)
      var elements = list.elements
      elements[index] = changing(elements[index], path.dropFirst(), transform)
      return .array(of: elements)
    case .alternatives(let list):
      spend(list.elements.count)
      return .alternatives(ManifestList(list.elements.map { changing($0, path, transform) }))
    default: return value
    }
  }

  /// Members of the package description's types that are nil or empty where the manifest does not give them.
  static let settable: Set<String> = [
    "cSettings", "cxxSettings", "dependencies", "exclude", "linkerSettings", "path", "plugins", "products", "resources",
    "sources", "swiftLanguageModes", "swiftLanguageVersions", "swiftSettings", "targets", "traits",
  ]

  // MARK: Names

  /// What a plain name stands for: a variable, a member of `self`, a computed value, a function or a type.
  mutating func lookUp(_ name: String, at node: some SyntaxProtocol) -> ManifestValue {
    if let value = variable(name) { return value }
    if let own = variable("self") {
      let value = member(name, of: own, at: node)
      if !value.isUnknown { return value }
    }
    if let getter = declarations.computed[name] { return value(of: .getter(getter), own: nil, at: node) }
    if declarations.functions[name] != nil { return .function(name) }
    if let first = name.utf8.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) { return .type(name) }
    return unknown(node)
  }

  /// The member `name` of a value.
  mutating func member(_ name: String, of base: ManifestValue, at node: some SyntaxProtocol) -> ManifestValue {
    switch base {
    case .type(let type): return staticMember(name, of: type, at: node)
    case .record(let record): return member(name, of: record, at: node)
    case .absent: return .absent
    case .array(let list):
      switch name {
      case "count": return .integer(list.elements.count)
      case "isEmpty": return .boolean(list.elements.isEmpty)
      case "first": return list.elements.first ?? .absent
      case "last": return list.elements.last ?? .absent
      case "lazy": return base
      default: return instanceMember(name, of: base, type: "Array", at: node) ?? unknown(node)
      }
    case .string(let text):
      if name == "isEmpty" { return .boolean(text.isEmpty) }
      return instanceMember(name, of: base, type: "String", at: node) ?? unknown(node)
    case .alternatives(let list):
      var result: ManifestValue?
      for value in list.elements {
        let one = member(name, of: value, at: node)
        result = result.map { either($0, one) } ?? one
      }
      return result ?? unknown(node)
    case .unknown, .boolean, .integer, .closure, .function: return unknown(node)
    }
  }

  private mutating func member(
    _ name: String, of record: ManifestRecord, at node: some SyntaxProtocol
  ) -> ManifestValue {
    spend(1 + record.fields.count / 8)
    if let value = record[name] { return value }
    if record.name.isEmpty, let index = Int(name), index < record.fields.count { return record.fields[index].value }
    if let value = instanceMember(name, of: .record(record), type: record.type, at: node) { return value }
    if let kind = PackageManifest.TargetKind(constructor: record.name), !record.fields.isEmpty {
      if name == "type" { return .record(ManifestRecord(name: kind.typeName)) }
      if name == "isTest" { return .boolean(kind == .test) }
      if Self.settable.contains(name) { return .absent }
    }
    return record.type == "Package" && Self.settable.contains(name) ? .absent : unknown(node)
  }

  /// The value of a computed property that the manifest declares for such values.
  private mutating func instanceMember(
    _ name: String, of value: ManifestValue, type: String, at node: some SyntaxProtocol
  ) -> ManifestValue? {
    let candidates = (declarations.members[name] ?? []).filter { !$0.isStatic }
    guard let found = candidates.first(where: { $0.type == type }) ?? candidates.first else { return nil }
    if case .function = found.body { return nil }
    return self.value(of: found.body, own: value, at: node)
  }

  /// A static property that the manifest declares, a nested type, or a case or member of a type that it does not declare.
  mutating func staticMember(_ name: String, of type: String, at node: some SyntaxProtocol) -> ManifestValue {
    let candidates = (declarations.members[name] ?? []).filter(\.isStatic)
    if let found = candidates.first(where: { $0.type == type }) ?? (type.isEmpty ? candidates.first : nil) {
      if case .function = found.body {
      } else {
        let value = self.value(of: found.body, own: .type(found.type), at: node)
        if !value.isUnknown { return value }
      }
    }
    if let first = name.utf8.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) { return .type(name) }
    return .record(ManifestRecord(type: type, name: name))
  }
}
