// Generated from Sources/Detectors by `swift run xtal-dev generate`: do not edit.
// swift-format-ignore-file

/// Every detector of this version, by the input it needs.
package enum DetectorRegistry {
  /// Detectors that look at one file at a time.
  package static var fileDetectors: [any FileDetector.Type] {
    [
      UnimplementedBodyDetector.self,
      OvergrownDeclarationDetector.self,
      RepetitiveGrowthDetector.self,
    ]
  }

  /// Detectors that look at the whole graph.
  package static var graphDetectors: [any GraphDetector.Type] {
    [
      UnfinishedWorkDetector.self,
      RedundantAccessDetector.self,
      SingleConformerProtocolDetector.self,
      UndeclaredDependencyDetector.self,
      UnusedDependencyDetector.self,
      UnusedImportDetector.self,
      UnusedParameterDetector.self,
      DependencyCycleDetector.self,
      DuplicateCodeDetector.self,
      HighSigmaDetector.self,
      AssignOnlyPropertyDetector.self,
      UnreachableFileDetector.self,
      UnreferencedDeclarationDetector.self,
      UnresolvedArgumentDetector.self,
      UnresolvedMemberDetector.self,
    ]
  }

  /// Detectors that look at the graph and at what changed together.
  package static var historyDetectors: [any HistoryDetector.Type] {
    [
      ImplicitCouplingDetector.self,
      UnstableInterfaceDetector.self,
    ]
  }

  /// Detectors that look at the graph and at what its tokens cost.
  package static var energyDetectors: [any EnergyDetector.Type] {
    [
      ForeignGrowthDetector.self,
    ]
  }
}
