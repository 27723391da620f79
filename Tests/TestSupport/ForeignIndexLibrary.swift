import Foundation

/// A library with every function of libIndexStore's interface that says to be of another version of the index, made by
/// the compiler; removed when it goes out of scope. None of its other functions may be called.
package final class ForeignIndexLibrary {
  package let path: String
  private let folder: URL

  /// The functions that xtal looks up besides the one for the version.
  private static let functions = [
    "error_get_description",
    "error_dispose",
    "store_create",
    "store_dispose",
    "store_get_unit_modification_time",
    "unit_reader_create",
    "unit_reader_dispose",
    "unit_reader_is_system_unit",
    "unit_reader_has_main_file",
    "unit_reader_get_main_file",
    "unit_reader_get_module_name",
    "unit_reader_dependencies_apply_f",
    "unit_dependency_get_kind",
    "unit_dependency_get_name",
    "unit_dependency_get_filepath",
    "unit_dependency_get_modulename",
    "record_reader_create",
    "record_reader_dispose",
    "record_reader_occurrences_apply_f",
    "occurrence_get_symbol",
    "occurrence_get_roles",
    "occurrence_get_line_col",
    "occurrence_relations_apply_f",
    "symbol_relation_get_roles",
    "symbol_relation_get_symbol",
    "symbol_get_kind",
    "symbol_get_subkind",
    "symbol_get_properties",
    "symbol_get_name",
    "symbol_get_usr",
  ]

  package init(version: Int) throws {
    guard let compiler = CompiledSource.compiler else { throw CompiledSource.Failed(description: "no swiftc on PATH") }
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("xtal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path + "/libForeign.so"
    var text = "@_cdecl(\"indexstore_format_version\") public func version() -> UInt32 { \(version) }\n"
    for (index, name) in Self.functions.enumerated() {
      text += "@_cdecl(\"indexstore_\(name)\") public func f\(index)() { fatalError() }\n"
    }
    let source = folder.appendingPathComponent("foreign.swift")
    try Data(text.utf8).write(to: source)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: compiler)
    process.arguments = ["-emit-library", "-parse-as-library", "-module-name", "Foreign", "-o", path, source.path]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw CompiledSource.Failed(description: "the foreign library does not compile")
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}
