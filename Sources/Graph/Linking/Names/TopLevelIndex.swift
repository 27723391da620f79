/// Declarations at file scope, types and values alike, by module and name.
///
/// A name is asked for in every module that a file sees, and nearly all of them lack it: one word a name says which
/// modules may have it, so that the others cost a bit test rather than a search.
///
/// `@unchecked Sendable` as ``IndexMap`` is: one thread builds it before any other sees it, and nothing writes later.
final class TopLevelIndex: @unchecked Sendable {
  private let map: IndexMap
  /// For each name the modules that declare it, as bits of their index + 1 modulo 64.
  private var modules: [UInt64]

  /// `base` is a finished index of other modules, which it includes.
  init(expectedCount: Int, nameCount: Int, before base: TopLevelIndex? = nil) {
    map = IndexMap(expectedCount: expectedCount, before: base?.map)
    modules = base?.modules ?? []
    if modules.count < nameCount {
      modules.append(contentsOf: repeatElement(0, count: nameCount - modules.count))
    }
  }

  /// `module` is -1 for files of no module. A name without a number cannot be asked for and is left out.
  func add(_ module: Int32, _ name: Int32, _ declaration: Int32) {
    guard name >= 0 else { return }
    if Int(name) >= modules.count {
      modules.append(contentsOf: repeatElement(0, count: Int(name) + 1 - modules.count))
    }
    modules[Int(name)] |= Self.bit(module)
    map.add(IndexMap.key(module + 1, name), declaration)
  }

  /// The declarations of that name in a module, in their order.
  @inline(__always)
  func values(_ module: Int32, _ name: Int32) -> IndexMap.Values {
    guard name >= 0, Int(name) < modules.count, modules[Int(name)] & Self.bit(module) != 0 else { return map.noValues }
    return map.values(of: IndexMap.key(module + 1, name))
  }

  @inline(__always)
  private static func bit(_ module: Int32) -> UInt64 { 1 << UInt64((module + 1) & 63) }
}
