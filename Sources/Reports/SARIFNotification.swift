/// Something the run says that is not a result.
struct SARIFNotification {
  /// `note` or `warning`.
  var level: String
  var text: String
  /// The file it is about; empty for the whole run.
  var path = ""

  func write(to object: inout JSONWriter) {
    object.member("level", level)
    if !path.isEmpty {
      object.member("locations", objects: CollectionOfOne(path)) { location, path in
        location.member("physicalLocation") { physical in
          physical.member("artifactLocation") { SARIFResultWriter.writeArtifact(path, to: &$0) }
        }
      }
    }
    object.member("message") { $0.member("text", SARIFMessage.escaped(text)) }
  }
}
