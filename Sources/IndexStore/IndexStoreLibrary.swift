#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// libIndexStore, loaded while the program runs. It is never unloaded: its functions stay valid.
package struct IndexStoreLibrary: Sendable {
  package let path: String
  let functions: IndexStoreFunctions

  /// Loads the library at `path`. Throws ``IndexStoreFailure``.
  package init(path: String) throws {
    self.path = path
    functions = try IndexStoreFunctions(library: IndexStoreHandle(path: path))
  }

  /// Loads the first of `candidates` that exists. Throws ``IndexStoreFailure`` where none does, or where that one cannot
  /// be loaded: another toolchain's library is not taken silently.
  package static func first(of candidates: [String]) throws -> IndexStoreLibrary {
    guard let path = firstPath(of: candidates) else { throw IndexStoreFailure.noLibrary(tried: candidates) }
    return try IndexStoreLibrary(path: path)
  }

  /// The first of `candidates` that exists; nil where none does.
  package static func firstPath(of candidates: [String]) -> String? {
    candidates.first { access($0, R_OK) == 0 }
  }

  /// Where the library stands with the toolchains on a search path (the value of `PATH`), in its order: beside the real
  /// place of `swift` and `swiftc`, in `../lib`.
  package static func candidates(searchPath: String) -> [String] {
    var result: [String] = []
    for folder in searchPath.split(separator: ":") {
      for tool in ["swift", "swiftc"] {
        guard let real = RealPath.of("\(folder)/\(tool)"), let end = real.lastIndex(of: "/") else { continue }
        let bin = real[..<end]
        guard let slash = bin.lastIndex(of: "/") else { continue }
        let candidate = "\(bin[..<slash])/lib/\(fileName)"
        if !result.contains(candidate) { result.append(candidate) }
      }
    }
    return result + usualPlaces
  }

  #if canImport(Darwin)
    private static let fileName = "libIndexStore.dylib"
    /// `/usr/bin/swift` of macOS only passes on to one of these.
    private static let usualPlaces = [
      "/Applications/Xcode.app/Contents/Developer/Toolchains/XcodeDefault.xctoolchain/usr/lib/libIndexStore.dylib",
      "/Library/Developer/CommandLineTools/usr/lib/libIndexStore.dylib",
    ]
  #else
    private static let fileName = "libIndexStore.so"
    private static let usualPlaces: [String] = []
  #endif
}

/// A library as the dynamic linker holds it, while its functions are looked up.
struct IndexStoreHandle {
  private let path: String
  private let handle: UnsafeMutableRawPointer

  init(path: String) throws {
    guard access(path, R_OK) == 0 else { throw IndexStoreFailure.noLibrary(tried: [path]) }
    // With a slash in it, the linker takes the path as it is and searches nowhere.
    let file = path.contains("/") ? path : "./\(path)"
    guard let handle = dlopen(file, RTLD_NOW | RTLD_LOCAL) else {
      throw IndexStoreFailure.notALibrary(
        path: path, reason: dlerror().map { String(cString: $0) } ?? "the dynamic linker gives no reason")
    }
    self.path = path
    self.handle = handle
  }

  /// The function of that name. `Function` has to be its C type: nothing checks it.
  func function<Function>(_ name: String) throws -> Function {
    guard let address = dlsym(handle, name) else {
      throw IndexStoreFailure.missingFunction(path: path, name: name)
    }
    return unsafeBitCast(address, to: Function.self)
  }
}
