/// What git may do to a file between the repository and the working tree, by configuration and attributes.
package enum GitConversion: Sendable, Comparable {
  /// The file's bytes are the blob's.
  case none
  /// Line endings only. A file that git calls unchanged has the blob's bytes exactly if it has the blob's size, since
  /// every conversion of a line ending changes the size, and always in the same direction.
  case lineEndings
  /// Anything: filters, other encodings, `$Id$`.
  case arbitrary
}
