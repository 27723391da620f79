/// Numbers of the names that have a meaning of their own to the resolver.
struct KnownNames: Sendable {
  let `init`: Int32
  let `subscript`: Int32
  let `self`: Int32
  let selfType: Int32
  let type: Int32
  let metatype: Int32
  let codingKeys: Int32
  let element: Int32
  let arrayLiteralElement: Int32
  let key: Int32
  let value: Int32
  let wrappedValue: Int32
  let projectedValue: Int32
  let callAsFunction: Int32
  let dynamicMember: Int32
  let rawValue: Int32
  let rawValueType: Int32
  let allCasesType: Int32
  let some: Int32
  let none: Int32
  /// `~=`, by which patterns compare.
  let matching: Int32
  /// What may stand in an inheritance clause and brings no member with it, whether the library's table has it or not.
  let memberless: [Int32]

  init(numberedBy names: inout GlobalNames) {
    self.`init` = names.number(of: "init")
    self.`subscript` = names.number(of: "subscript")
    self.`self` = names.number(of: "self")
    selfType = names.number(of: "Self")
    type = names.number(of: "type")
    metatype = names.number(of: "Type")
    codingKeys = names.number(of: "CodingKeys")
    element = names.number(of: "Element")
    arrayLiteralElement = names.number(of: "ArrayLiteralElement")
    key = names.number(of: "Key")
    value = names.number(of: "Value")
    wrappedValue = names.number(of: "wrappedValue")
    projectedValue = names.number(of: "projectedValue")
    callAsFunction = names.number(of: "callAsFunction")
    dynamicMember = names.number(of: "dynamicMember")
    rawValue = names.number(of: "rawValue")
    rawValueType = names.number(of: "RawValue")
    allCasesType = names.number(of: "AllCases")
    some = names.number(of: "some")
    none = names.number(of: "none")
    matching = names.number(of: "~=")
    memberless = ["AnyObject", "Any", "Sendable", "Copyable", "Escapable", "BitwiseCopyable", "SendableMetatype"].map {
      names.number(of: $0)
    }
  }
}
