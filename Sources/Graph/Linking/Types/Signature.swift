/// What a call has to know of a callable: its parameters and what it gives back, in terms of its own and its type's
/// generic parameters.
///
/// A class because it is remembered by declaration and lent to every call.
final class Signature {
  struct Parameter {
    /// Global name number of the label; 0 for none.
    var label: Int32
    var type: TypeID
    var isVariadic: Bool
    /// Variadic or with a default.
    var isOptional: Bool
    /// Takes a closure: a function type, seen through aliases and optionals.
    var isFunction: Bool
    /// Takes a closure that an attribute makes something else of, as a result builder does.
    var isBuilt = false
  }

  let parameters: [Parameter]
  let result: TypeID
  /// Whether the result is written as `Self`, or `Self?`: of a class it is the type of the receiver.
  let returnsSelf: Bool
  /// Generic parameters of its own.
  let generics: Range<Int32>
  /// Number of parameters that need an argument.
  let neededCount: Int

  init(parameters: [Parameter], result: TypeID, generics: Range<Int32>, returnsSelf: Bool = false) {
    self.parameters = parameters
    self.result = result
    self.generics = generics
    neededCount = parameters.reduce(0) { $0 + ($1.isOptional ? 0 : 1) }
    self.returnsSelf = returnsSelf
  }
}
