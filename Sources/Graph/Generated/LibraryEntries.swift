extension LibraryTable {
  static let storedVersion = 0
  static let entries: [Entry] = []
}
