/// The version of xtal, as every report and the command line show it.
package enum ToolVersion {
  /// Semantic version; raised by a release and by nothing else.
  package static let current = "0.1.0"
}
