/// One way to answer the question of an axis.
enum ConventionValue: Int, Sendable, CaseIterable {
  // Error channel: how a function says that it failed.
  case throwsUntyped
  case throwsTyped
  case returnsResult
  case errorPointer
  // Concurrency: how a function hands over what takes time.
  case asyncFunction
  case completionClosure
  case publisher
  case eventLoopFuture
  case dispatchQueue
  // Handling of optionals.
  case guardLet
  case ifLet
  case forceUnwrap
  case nilCoalescing
  // Kind of type.
  case structure
  case finalClass
  case openClass
  case actor
  case namespaceEnum
  // Internal access.
  case internalWritten
  case internalOmitted
  // Use of self where it is not needed.
  case selfWritten
  case selfOmitted
  // Names of Booleans.
  case assertionName
  case plainName
  // Closure arguments.
  case trailingClosure
  case closureInParentheses
  // Last comma of a list over several lines.
  case commaWritten
  case commaOmitted
  // Indentation.
  case twoSpaces
  case fourSpaces
  case tab
  case otherIndentation
  // Test framework.
  case xcTest
  case swiftTesting
  // Logging.
  case print
  case systemLog
  case logger
  // Comments on public declarations.
  case documented
  case undocumented
  // Types per file.
  case oneType
  case severalTypes
  // Place of conformances.
  case conformanceAtType
  case conformanceInExtension
  // Initialiser calls.
  case typeNamed
  case implicitInit

  /// The axis that the value belongs to.
  var axis: ConventionAxis {
    switch self {
    case .throwsUntyped, .throwsTyped, .returnsResult, .errorPointer: .errorChannel
    case .asyncFunction, .completionClosure, .publisher, .eventLoopFuture, .dispatchQueue: .concurrency
    case .guardLet, .ifLet, .forceUnwrap, .nilCoalescing: .optionalHandling
    case .structure, .finalClass, .openClass, .actor, .namespaceEnum: .typeKind
    case .internalWritten, .internalOmitted: .internalAccess
    case .selfWritten, .selfOmitted: .selfUse
    case .assertionName, .plainName: .booleanNames
    case .trailingClosure, .closureInParentheses: .closureArguments
    case .commaWritten, .commaOmitted: .trailingCommas
    case .twoSpaces, .fourSpaces, .tab, .otherIndentation: .indentation
    case .xcTest, .swiftTesting: .testFramework
    case .print, .systemLog, .logger: .logging
    case .documented, .undocumented: .publicDocumentation
    case .oneType, .severalTypes: .typesPerFile
    case .conformanceAtType, .conformanceInExtension: .conformances
    case .typeNamed, .implicitInit: .initialiserCalls
    }
  }

  /// The value as messages name it.
  var phrase: String {
    switch self {
    case .throwsUntyped: "throws"
    case .throwsTyped: "typed throws"
    case .returnsResult: "Result"
    case .errorPointer: "error pointer"
    case .asyncFunction: "async"
    case .completionClosure: "completion closure"
    case .publisher: "publisher"
    case .eventLoopFuture: "event-loop future"
    case .dispatchQueue: "dispatch queue"
    case .guardLet: "guard let"
    case .ifLet: "if let"
    case .forceUnwrap: "force unwrap"
    case .nilCoalescing: "??"
    case .structure: "struct"
    case .finalClass: "final class"
    case .openClass: "class open to subclasses"
    case .actor: "actor"
    case .namespaceEnum: "enum without cases"
    case .internalWritten: "written"
    case .internalOmitted: "left out"
    case .selfWritten: "self. written"
    case .selfOmitted: "self. left out"
    case .assertionName: "is, has, should …"
    case .plainName: "without such a word"
    case .trailingClosure: "behind the parentheses"
    case .closureInParentheses: "within the parentheses"
    case .commaWritten: "written"
    case .commaOmitted: "left out"
    case .twoSpaces: "2 spaces"
    case .fourSpaces: "4 spaces"
    case .tab: "tab"
    case .otherIndentation: "other"
    case .xcTest: "XCTest"
    case .swiftTesting: "Swift Testing"
    case .print: "print"
    case .systemLog: "system log"
    case .logger: "logger"
    case .documented: "commented"
    case .undocumented: "not commented"
    case .oneType: "one"
    case .severalTypes: "several"
    case .conformanceAtType: "at the type"
    case .conformanceInExtension: "in an extension"
    case .typeNamed: "Type(…)"
    case .implicitInit: ".init(…)"
    }
  }
}
