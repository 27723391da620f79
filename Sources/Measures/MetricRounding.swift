/// Rounds shares, means and densities to six decimals, so that they read well and differ only where they differ.
enum MetricRounding {
  static func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
}
