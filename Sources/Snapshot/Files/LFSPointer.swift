/// Git LFS keeps large files elsewhere and leaves a small text, the pointer, in their place.
package enum LFSPointer {
  /// Whether these bytes of a file are such a pointer, so that the file's own content is not here.
  ///
  /// Source: the Git LFS specification, whose pointers begin with their version line and stay below 1,024 bytes.
  package static func isPointer(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.count < 1024 && bytes.starts(with: "version https://git-lfs".utf8)
  }
}
