#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The functions of libIndexStore that xtal calls, by the types of its C interface.
///
/// The interface returns and takes texts as a struct of a pointer and a length, by value. A Swift struct has no place in
/// a C function type, but `iovec`, which every C library has, is a pointer and a length too: the same registers carry
/// it. Objects are opaque pointers. `apply` functions call back with the context they were given and end early where the
/// callback returns false.
struct IndexStoreFunctions: Sendable {
  typealias Object = UnsafeMutableRawPointer
  typealias Context = UnsafeMutableRawPointer
  typealias Text = iovec
  typealias ErrorSlot = UnsafeMutablePointer<Object?>

  typealias FormatVersion = @Sendable @convention(c) () -> UInt32
  typealias ErrorDescription = @Sendable @convention(c) (Object) -> UnsafePointer<CChar>?
  typealias Dispose = @Sendable @convention(c) (Object) -> Void
  typealias StoreCreate = @Sendable @convention(c) (UnsafePointer<CChar>, ErrorSlot) -> Object?
  typealias UnitTime =
    @Sendable @convention(c) (
      Object, UnsafePointer<CChar>, UnsafeMutablePointer<Int64>, UnsafeMutablePointer<Int64>, ErrorSlot
    ) -> Bool
  typealias ReaderCreate = @Sendable @convention(c) (Object, UnsafePointer<CChar>, ErrorSlot) -> Object?
  typealias Flag = @Sendable @convention(c) (Object) -> Bool
  typealias TextOf = @Sendable @convention(c) (Object) -> Text
  typealias Number = @Sendable @convention(c) (Object) -> UInt32
  typealias Bits = @Sendable @convention(c) (Object) -> UInt64
  typealias Visitor = @convention(c) (Context?, Object?) -> Bool
  typealias Apply = @Sendable @convention(c) (Object, Context?, Visitor) -> Bool
  typealias Part = @Sendable @convention(c) (Object) -> Object?
  typealias Place =
    @Sendable @convention(c) (Object, UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<UInt32>) -> Void

  let formatVersion: FormatVersion
  let errorDescription: ErrorDescription
  let errorDispose: Dispose
  let storeCreate: StoreCreate
  let storeDispose: Dispose
  let unitTime: UnitTime

  let unitCreate: ReaderCreate
  let unitDispose: Dispose
  let unitIsSystem: Flag
  let unitHasMainFile: Flag
  let unitMainFile: TextOf
  let unitModuleName: TextOf
  let unitDependencies: Apply
  let dependencyKind: Number
  let dependencyName: TextOf
  let dependencyFile: TextOf
  let dependencyModuleName: TextOf

  let recordCreate: ReaderCreate
  let recordDispose: Dispose
  let recordOccurrences: Apply
  let occurrenceSymbol: Part
  let occurrenceRoles: Bits
  let occurrencePlace: Place
  let occurrenceRelations: Apply
  let relationRoles: Bits
  let relationSymbol: Part
  let symbolKind: Number
  let symbolSubkind: Number
  let symbolProperties: Bits
  let symbolName: TextOf
  let symbolUSR: TextOf

  /// Looks every function up by its name. Throws ``IndexStoreFailure/missingFunction(path:name:)`` at the first that the
  /// library does not have.
  init(library: IndexStoreHandle) throws {
    formatVersion = try library.function("indexstore_format_version")
    errorDescription = try library.function("indexstore_error_get_description")
    errorDispose = try library.function("indexstore_error_dispose")
    storeCreate = try library.function("indexstore_store_create")
    storeDispose = try library.function("indexstore_store_dispose")
    unitTime = try library.function("indexstore_store_get_unit_modification_time")
    unitCreate = try library.function("indexstore_unit_reader_create")
    unitDispose = try library.function("indexstore_unit_reader_dispose")
    unitIsSystem = try library.function("indexstore_unit_reader_is_system_unit")
    unitHasMainFile = try library.function("indexstore_unit_reader_has_main_file")
    unitMainFile = try library.function("indexstore_unit_reader_get_main_file")
    unitModuleName = try library.function("indexstore_unit_reader_get_module_name")
    unitDependencies = try library.function("indexstore_unit_reader_dependencies_apply_f")
    dependencyKind = try library.function("indexstore_unit_dependency_get_kind")
    dependencyName = try library.function("indexstore_unit_dependency_get_name")
    dependencyFile = try library.function("indexstore_unit_dependency_get_filepath")
    dependencyModuleName = try library.function("indexstore_unit_dependency_get_modulename")
    recordCreate = try library.function("indexstore_record_reader_create")
    recordDispose = try library.function("indexstore_record_reader_dispose")
    recordOccurrences = try library.function("indexstore_record_reader_occurrences_apply_f")
    occurrenceSymbol = try library.function("indexstore_occurrence_get_symbol")
    occurrenceRoles = try library.function("indexstore_occurrence_get_roles")
    occurrencePlace = try library.function("indexstore_occurrence_get_line_col")
    occurrenceRelations = try library.function("indexstore_occurrence_relations_apply_f")
    relationRoles = try library.function("indexstore_symbol_relation_get_roles")
    relationSymbol = try library.function("indexstore_symbol_relation_get_symbol")
    symbolKind = try library.function("indexstore_symbol_get_kind")
    symbolSubkind = try library.function("indexstore_symbol_get_subkind")
    symbolProperties = try library.function("indexstore_symbol_get_properties")
    symbolName = try library.function("indexstore_symbol_get_name")
    symbolUSR = try library.function("indexstore_symbol_get_usr")
  }

  /// Copies a text of the library's.
  static func string(_ text: Text) -> String {
    String(decoding: UnsafeRawBufferPointer(start: text.iov_base, count: text.iov_len), as: UTF8.self)
  }

  /// Runs a call that may fail with an error object, and returns what it returns with the error's text, if any.
  func withError<Result>(_ body: (ErrorSlot) -> Result) -> (result: Result, reason: String?) {
    var error: Object?
    let result = body(&error)
    guard let error else { return (result, nil) }
    defer { errorDispose(error) }
    return (result, errorDescription(error).map { String(cString: $0) } ?? "no reason given")
  }
}
