import CLibgit2
import Model

/// Turns libgit2's error codes into ``AnalysisError`` at once, because libgit2 keeps the text of an error per thread
/// and only until its next call.
enum GitFailure {
  /// Throws where `code` is an error. `doing` completes "Git could not …"; `advice` says what the person can do.
  static func check(_ code: Int32, _ doing: @autoclosure () -> String, advice: @autoclosure () -> String) throws {
    if code < 0 { throw error(doing(), advice: advice()) }
  }

  /// The error of the last failed call on this thread.
  static func error(_ doing: String, advice: String) -> AnalysisError {
    let reason = lastMessage()
    return AnalysisError("Git could not \(doing)\(reason.isEmpty ? "" : ": \(reason)"). \(advice)")
  }

  /// libgit2's text for the last error of this thread; empty where there is none.
  static func lastMessage() -> String {
    guard let last = git_error_last(), let text = last.pointee.message else { return "" }
    return String(cString: text)
  }
}
