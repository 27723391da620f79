import Synchronization

/// A value that is made when it is first asked for and then lent. Who asks meanwhile waits.
struct Lazy<Value: Sendable>: ~Copyable, Sendable {
  private let made = Mutex<Value?>(nil)

  func value(_ make: () -> Value) -> Value {
    made.withLock { known in
      if let known { return known }
      let value = make()
      known = value
      return value
    }
  }

  /// The value if it was made for what `isCurrent` accepts; else it is made anew.
  func value(where isCurrent: (Value) -> Bool, _ make: () -> Value) -> Value {
    made.withLock { known in
      if let known, isCurrent(known) { return known }
      let value = make()
      known = value
      return value
    }
  }
}
