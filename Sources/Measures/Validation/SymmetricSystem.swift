/// A system of linear equations with a symmetric, positive definite matrix, solved by Cholesky's factorisation.
///
/// For a handful of unknowns: cost grows with their number to the third.
struct SymmetricSystem {
  /// The matrix, row by row. Only the lower triangle and the diagonal are read.
  var matrix: [Double]
  var right: [Double]

  /// All zero.
  init(unknowns: Int) {
    matrix = [Double](repeating: 0, count: unknowns * unknowns)
    right = [Double](repeating: 0, count: unknowns)
  }

  /// Nil where the matrix is not positive definite, or so little that the solution means nothing.
  func solved() -> [Double]? {
    let count = right.count
    var factor = matrix
    for row in 0..<count {
      for column in 0...row {
        var sum = factor[row * count + column]
        for inner in 0..<column { sum -= factor[row * count + inner] * factor[column * count + inner] }
        if column < row {
          factor[row * count + column] = sum / factor[column * count + column]
        } else {
          // What is left of a pivot that the rows above explain is rounding.
          guard sum > 1e-12 * matrix[row * count + row], sum.isFinite else { return nil }
          factor[row * count + row] = sum.squareRoot()
        }
      }
    }
    return substituted(factor)
  }

  private func substituted(_ factor: [Double]) -> [Double]? {
    let count = right.count
    var solution = right
    for row in 0..<count {
      for inner in 0..<row { solution[row] -= factor[row * count + inner] * solution[inner] }
      solution[row] /= factor[row * count + row]
    }
    for row in stride(from: count - 1, through: 0, by: -1) {
      for inner in (row + 1)..<max(row + 1, count) { solution[row] -= factor[inner * count + row] * solution[inner] }
      solution[row] /= factor[row * count + row]
    }
    return solution.allSatisfy(\.isFinite) ? solution : nil
  }
}
