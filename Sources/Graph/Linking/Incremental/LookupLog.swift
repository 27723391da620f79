import Model

/// Which look-ups what a resolver finds rests on: those of the file at hand, and those of every answer that it remembers.
///
/// Look-ups and remembered answers are noted as parts of the question that is open at the moment. An answer that is
/// remembered keeps its parts under a number, so that whoever is given it later notes that number alone;
/// ``endPart(owners:)`` and ``takeFile(owners:kept:)`` follow the numbers down to the look-ups. As long as none of these
/// gives anything else, the file, or the part of it, comes to the same again.
///
/// A class because a resolver lends it to everything that it does; one thread has it.
final class LookupLog {
  /// The number of an answer that is not remembered.
  static let none: Int32 = 0

  /// Parts of the questions that are open, the innermost last: look-ups, and numbers of answers with ``answerBit``.
  private var open: [UInt64] = []
  /// Where the parts of each open question begin.
  private var starts: [Int] = []
  /// Parts of the remembered answers: those of answer `n` are `parts[ends[n - 1] ..< ends[n]]`.
  private var parts: [UInt64] = []
  private var ends: [Int] = [0]
  /// For each answer the question that it was last noted for, and the file that it was last followed for.
  private var notedFor: [Int32] = [0]
  private var followedFor: [Int32] = [0]
  private var questionSerial: Int32 = 0
  private var fileSerial: Int32 = 0
  /// Look-ups of the part at hand, and of the whole file.
  private var found = LookupSet()
  private var foundInFile = LookupSet()
  /// Where the part at hand begins among the open question's parts.
  private var partStart = 0

  private let firstOfRepository: Int32
  /// Names that every type has: for them the types of the library are told apart.
  private let commonNames: [Int32]

  private static let answerBit: UInt64 = 1 << 63

  init(_ symbols: SymbolTable) {
    firstOfRepository = symbols.firstOfRepository
    commonNames = [symbols.known.`init`, symbols.known.`subscript`]
  }

  // MARK: Noting

  /// Notes that members of a type were looked up under a name, or what ``Lookup`` has for it.
  @inline(__always)
  func note(_ owner: Int32, _ name: Int32) {
    guard name != -1 else { return }
    let isCommon = owner < firstOfRepository && name >= 0 && !commonNames.contains(name)
    let noted = isCommon ? Lookup.library : owner
    open.append(IndexMap.key(noted, name))
  }

  /// Notes that a remembered answer was taken.
  @inline(__always)
  func note(answer: Int32) {
    guard answer != Self.none, notedFor[Int(answer)] != questionSerial else { return }
    notedFor[Int(answer)] = questionSerial
    open.append(Self.answerBit | UInt64(answer))
  }

  /// Begins a question. What is noted until it ends belongs to it.
  func begin() {
    questionSerial += 1
    starts.append(open.count)
  }

  /// Ends the question begun last. The answer's number where it is to be remembered, which the question around it notes; else
  /// its parts become those of that question.
  func end(isRemembered: Bool) -> Int32 {
    let start = starts.removeLast()
    // A number of its own each time: what the inner question noted is not what the outer one did.
    questionSerial += 1
    guard isRemembered else { return Self.none }
    parts.append(contentsOf: open[start...])
    open.removeSubrange(start...)
    ends.append(parts.count)
    let answer = ends.count - 1
    notedFor.append(questionSerial)
    followedFor.append(0)
    // Whoever asked rests on it as well.
    open.append(Self.answerBit | UInt64(answer))
    return Int32(answer)
  }

  // MARK: Files

  /// Begins a part of a file, between questions.
  func beginPart() {
    questionSerial += 1
    partStart = open.count
  }

  /// All look-ups since the last ``beginPart()``, without order, as ``Lookup/digest(owner:name:)`` has them. `owners` gives
  /// the repository's types numbers that stay.
  func endPart(owners: TypeNumbers) -> [UInt32] {
    follow(open[partStart...], owners)
    open.removeSubrange(partStart...)
    foundInFile.insert(found.values)
    return found.values
  }

  /// All look-ups of a file: those of its parts, those since, and those of the parts that were kept from an earlier time.
  func takeFile(owners: TypeNumbers, kept: some Sequence<[UInt32]>) -> [UInt32] {
    follow(open[...], owners)
    open.removeAll(keepingCapacity: true)
    foundInFile.insert(found.values)
    for lookups in kept { foundInFile.insert(lookups) }
    defer { foundInFile.removeAll() }
    return foundInFile.values
  }

  private func follow(_ noted: ArraySlice<UInt64>, _ owners: TypeNumbers) {
    fileSerial += 1
    questionSerial += 1
    found.removeAll()
    var answers: [Int32] = []
    for part in noted { take(part, owners, &answers) }
    while let answer = answers.popLast() {
      for index in ends[Int(answer) - 1]..<ends[Int(answer)] { take(parts[index], owners, &answers) }
    }
  }

  @inline(__always)
  private func take(_ part: UInt64, _ owners: TypeNumbers, _ answers: inout [Int32]) {
    if part & Self.answerBit != 0 {
      let answer = Int32(truncatingIfNeeded: part)
      guard followedFor[Int(answer)] != fileSerial else { return }
      followedFor[Int(answer)] = fileSerial
      answers.append(answer)
    } else {
      let name = Int32(truncatingIfNeeded: part)
      guard let owner = owners[Int32(truncatingIfNeeded: part >> 32)] else { return }
      found.insert(Lookup.digest(owner: owner, name: name))
    }
  }
}
