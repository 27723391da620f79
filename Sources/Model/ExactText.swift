/// A text that equals another only where all bytes do: for paths, of which a repository may have two that differ in how
/// an accent is put together, and which `String` takes for equal.
package struct ExactText: Sendable, Hashable {
  package var text: String

  package init(_ text: String) { self.text = text }

  package static func == (left: ExactText, right: ExactText) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    var text = self.text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
