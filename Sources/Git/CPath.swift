extension Collection<UInt8> {
  /// Calls `body` with these bytes as C sees a path: a NUL at the end. Valid for the call only.
  package func withCPath<Result>(_ body: (UnsafePointer<CChar>) throws -> Result) rethrows -> Result {
    var bytes = [UInt8]()
    bytes.reserveCapacity(count + 1)
    bytes.append(contentsOf: self)
    bytes.append(0)
    return try bytes.withUnsafeBufferPointer { buffer in
      // An array of at least one element has a base address; the empty text stands in for the compiler's sake.
      guard let start = buffer.baseAddress else { return try "".withCString(body) }
      return try start.withMemoryRebound(to: CChar.self, capacity: buffer.count, body)
    }
  }
}
