extension UnsafeMutablePointer where Pointee: BitwiseCopyable {
  /// A longer piece of memory with the first `count` elements of this one, which is given back.
  func moved(_ count: Int, to capacity: Int) -> UnsafeMutablePointer {
    let longer = UnsafeMutablePointer.allocate(capacity: capacity)
    longer.update(from: self, count: count)
    deallocate()
    return longer
  }
}
