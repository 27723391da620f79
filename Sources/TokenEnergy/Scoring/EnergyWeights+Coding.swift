import Model

extension EnergyWeights {
  /// Coded numbers are multiples of 1/16 bit between −127/16 and 127/16.
  private static let scale: Float = 16
  /// Stands before the length, in two bytes, of a run of zeros.
  private static let runMark = Int8.min

  /// The shipped weights, decoded once; weights that know nothing where the text is damaged, which a test excludes.
  package static let shipped: EnergyWeights = {
    let text = ShippedEnergyWeights.text
    let bytes = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    return PackedBytes.withUnpacked(bytes, byteCount: ShippedEnergyWeights.byteCount) { decoded($0) } ?? EnergyWeights()
  }()

  /// Bytes of the weights, rounded to sixteenths of a bit, and FNV-1a of them behind.
  package var coded: [UInt8] {
    var bytes: [UInt8] = []
    var zeros = 0
    func endRun() {
      while zeros > 0 {
        let count = min(zeros, Int(UInt16.max))
        bytes += [UInt8(bitPattern: Self.runMark), UInt8(count & 255), UInt8(count >> 8)]
        zeros -= count
      }
    }
    for value in numbers {
      let step = Int8(max(-127, min(127, (value * Self.scale).rounded())))
      if step == 0 {
        zeros += 1
      } else {
        endRun()
        bytes.append(UInt8(bitPattern: step))
      }
    }
    endRun()
    let sum = Self.checksum(bytes)
    for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: sum >> UInt64(shift))) }
    return bytes
  }

  /// The weights that ``coded`` made these bytes of; nil where they are none.
  package static func decoded(_ bytes: UnsafeRawBufferPointer) -> EnergyWeights? {
    guard bytes.count > 8 else { return nil }
    let body = bytes[..<(bytes.count - 8)]
    var sum: UInt64 = 0
    for index in 0..<8 { sum |= UInt64(bytes[bytes.count - 8 + index]) << UInt64(8 * index) }
    guard checksum(body) == sum else { return nil }
    var numbers: [Float] = []
    numbers.reserveCapacity(numberCount)
    var index = 0
    while index < body.count {
      let step = Int8(bitPattern: body[index])
      if step != runMark {
        numbers.append(Float(step) / scale)
        index += 1
        continue
      }
      guard index + 2 < body.count else { return nil }
      let count = Int(body[index + 1]) | Int(body[index + 2]) << 8
      numbers.append(contentsOf: repeatElement(0, count: count))
      index += 3
      guard numbers.count <= numberCount else { return nil }
    }
    return EnergyWeights(numbers: numbers)
  }

  private static func checksum(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = StableHash()
    for byte in bytes { hash.combine(byte: byte) }
    return hash.value
  }

  private static let numberCount =
    byDepthCount + byShapeCount + laneCount * 16 + shapeRows * 16 + shapeRows * 8

  /// All numbers in a fixed order.
  private var numbers: [Float] {
    var numbers = byDepth + byShape
    numbers.reserveCapacity(Self.numberCount)
    for vector in lanes + shapeLanes { for index in 0..<16 { numbers.append(vector[index]) } }
    for vector in shapeClasses { for index in 0..<8 { numbers.append(vector[index]) } }
    return numbers
  }

  private init?(numbers: [Float]) {
    guard numbers.count == Self.numberCount else { return nil }
    self.init()
    var next = 0
    func take() -> Float {
      defer { next += 1 }
      return numbers[next]
    }
    for index in byDepth.indices { byDepth[index] = take() }
    for index in byShape.indices { byShape[index] = take() }
    for index in lanes.indices { for lane in 0..<16 { lanes[index][lane] = take() } }
    for index in shapeLanes.indices { for lane in 0..<16 { shapeLanes[index][lane] = take() } }
    for index in shapeClasses.indices { for lane in 0..<8 { shapeClasses[index][lane] = take() } }
  }
}
