/// Puts features on one scale: logarithms first, because sizes and counts are skewed, then mean 0 and deviation 1 over
/// the units that a model learns from.
///
/// A feature that those units do not tell apart becomes 0 for all.
struct FeatureScale: Sendable {
  private let means: [Double]
  /// 1 ÷ standard deviation; 0 for a constant feature.
  private let factors: [Double]

  /// `columns` hold one feature each, on the logarithmic scale; `rows` are the units to learn from.
  init(columns: [[Double]], rows: [Int]) {
    let count = Double(max(1, rows.count))
    let means = columns.map { column in rows.reduce(0) { $0 + column[$1] } / count }
    factors = zip(columns, means).map { column, mean in
      let variance = rows.reduce(0) { $0 + (column[$1] - mean) * (column[$1] - mean) } / count
      let deviation = variance.squareRoot()
      // A constant feature's deviation is rounding, and small beside its mean.
      return deviation > 1e-9 * max(1, abs(mean)) ? 1 / deviation : 0
    }
    self.means = means
  }

  /// The logarithmic scale: sign(x) · log(1 + |x|).
  static func logarithmic(_ values: [Double]) -> [Double] { values.map(RealFunctions.signedLogarithm) }

  /// A unit's features behind a leading 1, which stands for the intercept. There is room for one less than the row has
  /// places; those that are not there are 0.
  func row<Row: SIMD>(_ unit: Int, of columns: [[Double]]) -> Row where Row.Scalar == Double {
    var row = Row()
    row[0] = 1
    for index in columns.indices.prefix(row.scalarCount - 1) {
      row[index + 1] = (columns[index][unit] - means[index]) * factors[index]
    }
    return row
  }
}
