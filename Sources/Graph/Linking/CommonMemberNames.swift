/// Names that the standard library, Foundation and the usual frameworks give to members of their own types.
///
/// Where a base's type is not known, such a name says nothing about a declaration of the repository that bears it too.
struct CommonMemberNames: Sendable {
  private let numbers: Set<Int32>

  private static let texts = [
    "append", "appending", "insert", "remove", "removeAll", "removeFirst", "removeLast", "removeValue", "count",
    "isEmpty",
    "first", "last", "map", "flatMap", "compactMap", "filter", "reduce", "forEach", "contains", "sorted", "sort",
    "reversed",
    "joined", "split", "prefix", "suffix", "dropFirst", "dropLast", "enumerated", "zip", "min", "max", "index",
    "firstIndex",
    "lastIndex", "keys", "values", "description", "debugDescription", "hashValue", "hash", "init", "self", "rawValue",
    "name",
    "value", "key", "id", "data", "error", "result", "success", "failure", "get", "set", "update", "add", "subscript",
    "path",
    "url", "string", "body", "method", "headers", "status", "code", "message", "type", "kind", "size", "length",
    "start",
    "end", "stop", "cancel", "resume", "suspend", "run", "wait", "notify", "lock", "unlock", "withLock", "load",
    "store",
    "read", "write", "close", "open", "flush", "send", "receive", "next", "makeIterator", "makeAsyncIterator",
    "iterator",
    "encode", "decode", "container", "singleValueContainer", "unkeyedContainer", "decodeIfPresent", "encodeIfPresent",
    "localizedDescription", "lowercased", "uppercased", "hasPrefix", "hasSuffix", "components", "trimmingCharacters",
    "replacingOccurrences", "utf8", "utf16", "unicodeScalars", "some", "none", "default", "shared", "current", "main",
    "async", "sync", "default", "text", "title", "date", "none", "zero", "one", "all", "identity", "advanced",
    "distance",
    "offset", "lowerBound", "upperBound", "range", "startIndex", "endIndex", "indices", "formIndex", "successor",
    "predecessor", "baseAddress", "pointee", "withUnsafeBytes", "withUnsafeBufferPointer", "initialize", "deinitialize",
    "deallocate", "allocate", "reserveCapacity", "capacity", "swapAt", "shuffled", "allSatisfy", "isSubset", "union",
    "intersection", "subtracting", "formUnion", "isDisjoint", "merge", "merging", "mapValues", "mapError", "tryMap",
    "sink",
    "assign", "eraseToAnyPublisher", "receive", "subscribe", "bool", "int", "double", "bytes", "buffer", "state",
    "task",
    "context", "configuration", "options", "host", "port", "scheme", "query", "fragment", "request", "response",
    "handler",
    "completion", "delegate", "dataSource", "view", "frame", "bounds", "width", "height", "origin", "center", "x", "y",
    "+", "-", "*", "/", "%", "==", "!=", "<", ">", "<=", ">=", "&&", "||", "!", "??", "...", "..<", "+=", "-=", "*=",
    "/=",
    "&", "|", "^", "~", "<<", ">>", "&+", "&-", "&*", "===", "!==", "~=", "%=", "&=", "|=", "^=", "<<=", ">>=",
  ]

  init(numberedBy names: inout GlobalNames) {
    var numbers: Set<Int32> = []
    for text in Self.texts { numbers.insert(names.number(of: text)) }
    self.numbers = numbers
  }

  func contains(_ name: Int32) -> Bool { numbers.contains(name) }
}
