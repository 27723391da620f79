import Git

/// What attribute files let git do to files between repository and working tree, so that a file's bytes need not be
/// those of its blob even though git calls it unchanged.
enum ConversionAttributes {
  static let fileName = Array(".gitattributes".utf8)

  private static let lineEndings = ["text", "eol", "crlf"].map { Array($0.utf8) }
  private static let others = ["filter", "ident", "working-tree-encoding"].map { Array($0.utf8) }
  /// Git itself ignores attribute files above 100 MB; one above this size is taken to convert.
  private static let largest = 1 << 20

  /// The strongest conversion that the attribute file at `path` from an open folder names: none where there is no file,
  /// any where it cannot be read, is a symbolic link or is very large.
  static func conversion(at path: [UInt8], from folder: Int32) -> GitConversion {
    do {
      let file = try OpenFile.opening(path: path, from: folder)
      guard file.stamp.size <= largest else { return .arbitrary }
      return try file.withBytes { conversion(in: $0) } ?? .arbitrary
    } catch let failure as SystemFailure {
      return failure.isAbsence ? .none : .arbitrary
    } catch {
      return .arbitrary
    }
  }

  /// The strongest conversion that a line of an attribute file sets. `-text` and `!text` set none.
  private static func conversion(in bytes: UnsafeBufferPointer<UInt8>) -> GitConversion {
    var strongest = GitConversion.none
    for line in bytes.split(whereSeparator: { $0 == UInt8(ascii: "\n") }) {
      let words = line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r") }
      guard let first = words.first, first.first != UInt8(ascii: "#") else { continue }
      for word in words.dropFirst() {
        let name = word.prefix { $0 != UInt8(ascii: "=") }
        if others.contains(where: { name.elementsEqual($0) }) { return .arbitrary }
        if lineEndings.contains(where: { name.elementsEqual($0) }) { strongest = .lineEndings }
      }
    }
    return strongest
  }
}
