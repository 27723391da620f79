/// The classes of structural defects, each a crystal word with one engineering meaning.
///
/// The raw value is the first part of a rule's identifier and the name of its folder under `rules/` and `fixtures/`.
package enum DefectClass: String, Sendable, CaseIterable, Codable {
  case vacancy
  case interstitial
  case dislocation
  case stackingFault = "stacking-fault"
  case twin
  case grainBoundary = "grain-boundary"
  case void
  case dendrite
  case imaginary

  /// What the crystal word means in engineering words, as every report shows it beside the crystal word.
  package var engineeringName: String {
    switch self {
    case .vacancy: "missing part"
    case .interstitial: "superfluous part"
    case .dislocation: "mismatch along call chains"
    case .stackingFault: "wrong layering"
    case .twin: "duplicated structure"
    case .grainBoundary: "conflicting conventions"
    case .void: "dead code"
    case .dendrite: "overgrown code"
    case .imaginary: "reference to something that does not exist"
    }
  }
}
