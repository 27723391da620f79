// Generated from rules/ by `swift run xtal-dev generate`: edit the files there.
// swift-format-ignore-file

import Model

/// Every rule of this version, removed ones included.
package enum RuleCatalogue {
  /// Sorted by identifier.
  package static let all: [Rule] = [
    dendriteOvergrownDeclaration,
    dendriteRepetitiveGrowth,
    dislocationImplicitCoupling,
    dislocationUnstableInterface,
    grainBoundaryForeignGrowth,
    grainBoundaryHighSigma,
    imaginaryUnresolvedArgument,
    imaginaryUnresolvedMember,
    interstitialRedundantAccess,
    interstitialSingleConformerProtocol,
    interstitialUndeclaredDependency,
    interstitialUnusedDependency,
    interstitialUnusedImport,
    interstitialUnusedParameter,
    interstitialUnusedSuppression,
    stackingFaultDependencyCycle,
    twinDuplicateCode,
    vacancyUnfinishedWork,
    vacancyUnimplementedBody,
    voidAssignOnlyProperty,
    voidUnreachableFile,
    voidUnreferencedDeclaration,
  ]

  private static let dendriteOvergrownDeclaration = Rule(
    id: RuleID("dendrite/overgrown-declaration"),
    title: "Declaration has outgrown its reader",
    severity: .warning, status: .stable, since: "0.1.0",
    rationale: #"""
      Beyond a certain size and branching, nobody holds a function or a type in mind as a whole. Changes then go \#
      where they are easiest to insert, which makes it grow faster still. Split it along the names of its parts.
      """#,
    crystal: #"""
      A dendrite: where growth is fastest the surface is unstable, and the tip that sticks out collects the next \#
      layer too (Mullins and Sekerka).
      """#,
    detection: #"""
      Reported are a callable or accessor whose body's cognitive complexity is above `cognitiveComplexity` or whose \#
      body holds more than `bodyLines` lines of code, and a type that declares more than `typeMembers` members, its \#
      extensions in the same file counted in. Lines without code are not counted. A body that is one flat `switch` \#
      is a table, and its length does not count. Members are functions, initialisers, subscripts and variables; \#
      cases, constants of the type itself (`static let`), nested types and type aliases are not, of an `#if` the \#
      first branch counts, and a protocol's requirement and its default are one. A local function is part of the \#
      body around it. In test code complexity alone counts, and is a note. Files that a program wrote are left out. \#
      A declaration over several limits is one finding. A unit of the cost is one limit's worth above the limit: \#
      value ÷ limit − 1, for the limit that is exceeded most.
      """#,
    options: [
      Rule.Option(
        name: "cognitiveComplexity", summary: "Highest cognitive complexity of one body that is not reported.",
        unit: "points", defaultValue: .integer(25)),
      Rule.Option(
        name: "bodyLines", summary: "Most lines of code in one body that are not reported.",
        unit: "lines", defaultValue: .integer(100)),
      Rule.Option(
        name: "typeMembers", summary: "Most members of one type that are not reported.",
        unit: "members", defaultValue: .integer(40)),
    ],
    cost: Rule.Cost(
      baseMinutes: 15.0, minutesPerUnit: 30.0, unit: "times over the limit"),
    references: [
      "Campbell: Cognitive complexity, a new way of measuring understandability, SonarSource 2018",
      "Mullins, Sekerka: Stability of a planar interface during solidification, Journal of Applied Physics 1964",
    ],
    badExample: #"""
      func settle(_ rows: [[Int]], limit: Int) -> Int {
        var sum = 0
        for row in rows {
          if row.isEmpty {
            for value in row where value > limit {
              if value.isMultiple(of: 2) {
                while sum < limit {
                  if sum > value { sum += 1 } else { sum += 2 }
                }
              } else if value < 0 {
                sum -= 1
              } else {
                sum += 1
              }
            }
          } else {
            for value in row {
              if value > limit {
                if value > sum { sum = value } else { sum += limit }
              } else if value == limit {
                sum += 3
              }
            }
          }
        }
        return sum
      }
      """#,
    goodExample: #"""
      func settle(_ rows: [[Int]], limit: Int) -> Int {
        rows.reduce(0) { $0 + settle(row: $1, limit: limit) }
      }

      func settle(row: [Int], limit: Int) -> Int {
        var sum = 0
        for value in row where value > limit {
          sum += value
        }
        return sum
      }
      """#)

  private static let dendriteRepetitiveGrowth = Rule(
    id: RuleID("dendrite/repetitive-growth"),
    title: "The same statement is written again and again",
    severity: .note, status: .preview, since: "0.1.0",
    rationale: #"""
      Where a statement or a case is copied and a name in it is changed, eight times and more, the next one is \#
      copied too. A reader has to compare them all to see in which one something else was meant, and a change has to \#
      be made in each. A loop over what differs, a dictionary, or a function says it once.
      """#,
    crystal: #"""
      A dendrite that grows by side arms: each arm is as the one before it. The energy of a further arm is low, and \#
      there are many.
      """#,
    detection: #"""
      Neighbouring statements, or groups of two to four statements, cases of a `switch` and arms of a chain of `else \#
      if` are of one shape where they are of one kind and their tokens, names and literals reduced to their class, \#
      agree at the beginning and at the end in nine tenths. Reported are `minimumRepeats` or more in a row that have \#
      at least `minimumShared` tokens, as they are written, in common with the one before, in the median, and more \#
      than what differs; of cases the patterns do not count. Shape alone is judged, not token energy: a copied \#
      statement is one wherever it stands. Lists are not reported: members of types, elements of arrays and \#
      dictionaries, calls that a result builder collects, cases that only return a value, or assign literals to a \#
      few names; other calls only where nothing but numbers differs in them, or where they have twice as many tokens \#
      in common; what goes through all fields of a type because it has to (coding, hashing, comparing, copying). \#
      Test code, manifests and files that a program wrote are left out. A unit of the cost is one repeat.
      """#,
    options: [
      Rule.Option(
        name: "minimumRepeats", summary: "Fewest statements, groups or cases in a row that are reported.",
        unit: "repeats", defaultValue: .integer(8)),
      Rule.Option(
        name: "minimumShared", summary: "Fewest tokens that each of them has in common with the one before it.",
        unit: "tokens", defaultValue: .integer(12)),
    ],
    cost: Rule.Cost(
      baseMinutes: 10.0, minutesPerUnit: 2.0, unit: "repeats"),
    references: [
      "Mullins, Sekerka: Stability of a planar interface during solidification, Journal of Applied Physics 1964",
      "Hindle, Barr, Su, Gabel, Devanbu: On the naturalness of software, ICSE 2012",
    ],
    badExample: #"""
      func chosen(_ set: Sides) -> [String] {
        var names: [String] = []
        if set.contains(Sides.top) { names.append("top") }
        if set.contains(Sides.left) { names.append("left") }
        if set.contains(Sides.bottom) { names.append("bottom") }
        if set.contains(Sides.right) { names.append("right") }
        if set.contains(Sides.leading) { names.append("leading") }
        if set.contains(Sides.trailing) { names.append("trailing") }
        if set.contains(Sides.centre) { names.append("centre") }
        if set.contains(Sides.baseline) { names.append("baseline") }
        return names
      }
      """#,
    goodExample: #"""
      let names: [(Sides, String)] = [
        (.top, "top"), (.left, "left"), (.bottom, "bottom"), (.right, "right"), (.leading, "leading"),
        (.trailing, "trailing"), (.centre, "centre"), (.baseline, "baseline"),
      ]

      func chosen(_ set: Sides) -> [String] {
        names.filter { set.contains($0.0) }.map { $0.1 }
      }
      """#)

  private static let dislocationImplicitCoupling = Rule(
    id: RuleID("dislocation/implicit-coupling"),
    title: "Files change together without depending on each other",
    severity: .note, status: .preview, since: "0.1.0",
    rationale: #"""
      Two places that have to be changed together, and nothing in the code says so: a format that one writes and the \#
      other reads, a rule that stands in both, a copy. Whoever changes one of them and does not know of the other \#
      breaks it, and no compiler says anything. Make the dependency visible: move what they share to one place that \#
      both use.
      """#,
    crystal: #"""
      A dislocation whose line runs outside the lattice: the mismatch moves from grain to grain although no bond \#
      joins them.
      """#,
    detection: #"""
      Looks at the history that `xtal history` has stored, and says nothing where there is none. Reported are two \#
      files of different modules that were changed in at least `sharedCommits` of the same commits, if these are at \#
      least `degree` percent of the mean number of commits of the two (the coupling of code-maat), and neither file \#
      depends on the other, directly or on any way through other files. Renamed files are followed. Commits that \#
      touch more than 30 Swift files are left out of both counts, and so are merges where merged commits are counted \#
      themselves. Left out are manifests, generated code, and test code, which changes with what it tests whether or \#
      not a reference shows it. The confidence grows with the degree and is at most 0.9, since what is counted is \#
      not a reason.
      """#,
    options: [
      Rule.Option(
        name: "sharedCommits", summary: "Fewest commits that changed both files.",
        unit: "commits", defaultValue: .integer(5)),
      Rule.Option(
        name: "degree", summary: "Least share of the mean number of commits of the two files.",
        unit: "percent", defaultValue: .integer(30)),
    ],
    cost: Rule.Cost(
      baseMinutes: 30.0, minutesPerUnit: 0.0, unit: ""),
    references: [
      "Tornhill: Your Code as a Crime Scene, Pragmatic Bookshelf 2015 (code-maat: degree of change coupling)",
      "Gall, Hajek, Jazayeri: Detection of logical coupling based on product release history, ICSM 1998",
    ],
    badExample: #"""
      // file: Sources/Writing/Writer.swift
      func encode(_ count: Int) -> String { "v2:\(count)" }
      // file: Sources/Reading/Reader.swift
      func decode(_ text: String) -> Int? { Int(text.dropFirst(3)) }
      // file: history.txt
      6x Sources/Writing/Writer.swift Sources/Reading/Reader.swift
      """#,
    goodExample: #"""
      // file: Sources/Writing/Writer.swift
      func encode(_ count: Int) -> String { "v2:\(count)" }
      // file: Sources/Reading/Reader.swift
      func decode(_ text: String) -> Int? { Int(text.dropFirst(3)) }
      // file: history.txt
      6x Sources/Writing/Writer.swift
      6x Sources/Reading/Reader.swift
      """#)

  private static let dislocationUnstableInterface = Rule(
    id: RuleID("dislocation/unstable-interface"),
    title: "Many depend on a file that keeps changing with them",
    severity: .warning, status: .preview, since: "0.1.0",
    rationale: #"""
      What many depend on ought to change seldom, and its changes ought to stay behind its interface. Here changes \#
      go through: time after time, those who use the file had to be changed with it. Each of these changes cost more \#
      than it had to, and the next one will too. Look at what changed in those commits, and hide it behind an \#
      interface that stays.
      """#,
    crystal: #"""
      A dislocation: a mismatch at one site that runs along the bonds to its neighbours, and moves with every layer.
      """#,
    detection: #"""
      Looks at the history that `xtal history` has stored, and says nothing where there is none. Reported are files \#
      that at least `dependents` other files depend on, if at least `unstableDependents` of these were changed \#
      together with the file in `sharedCommits` commits or more each. Test code, manifests and generated code are \#
      left out on both sides. Renamed files are followed, and commits that touch more than 30 Swift files do not \#
      count.
      """#,
    options: [
      Rule.Option(
        name: "dependents", summary: "Fewest files that depend on a reported one.",
        unit: "files", defaultValue: .integer(10)),
      Rule.Option(
        name: "unstableDependents", summary: "Fewest of them that changed together with it often enough.",
        unit: "files", defaultValue: .integer(5)),
      Rule.Option(
        name: "sharedCommits", summary: "Fewest commits that changed the file and one that depends on it.",
        unit: "commits", defaultValue: .integer(5)),
    ],
    cost: Rule.Cost(
      baseMinutes: 30.0, minutesPerUnit: 10.0, unit: "files that change with it"),
    references: [
      "Mo, Cai, Kazman, Xiao: Hotspot patterns: the formal definition and automatic detection of architecture smells, WICSA 2015",
    ],
    badExample: #"""
      // file: Sources/Shop/Price.swift
      struct Price { var cents = 0 }
      // file: Sources/Shop/A.swift
      let a = Price()
      // file: Sources/Shop/B.swift
      let b = Price()
      // file: Sources/Shop/C.swift
      let c = Price()
      // file: Sources/Shop/D.swift
      let d = Price()
      // file: Sources/Shop/E.swift
      let e = Price()
      // file: Sources/Shop/F.swift
      let f = Price()
      // file: Sources/Shop/G.swift
      let g = Price()
      // file: Sources/Shop/H.swift
      let h = Price()
      // file: Sources/Shop/I.swift
      let i = Price()
      // file: Sources/Shop/J.swift
      let j = Price()
      // file: history.txt
      5x Sources/Shop/Price.swift Sources/Shop/A.swift Sources/Shop/B.swift Sources/Shop/C.swift Sources/Shop/D.swift Sources/Shop/E.swift
      """#,
    goodExample: #"""
      // file: Sources/Shop/Price.swift
      struct Price { var cents = 0 }
      // file: Sources/Shop/A.swift
      let a = Price()
      // file: Sources/Shop/B.swift
      let b = Price()
      // file: history.txt
      9x Sources/Shop/Price.swift Sources/Shop/A.swift Sources/Shop/B.swift
      """#)

  private static let grainBoundaryForeignGrowth = Rule(
    id: RuleID("grain-boundary/foreign-growth"),
    title: "File is foreign to its module",
    severity: .note, status: .preview, since: "0.1.0",
    rationale: #"""
      A file whose names and syntax hardly anything else in the repository foretells was mostly not written here: it \#
      was pasted from another project, translated from another language, or written by somebody or something that \#
      did not look at the code around it. That may be right, as for a copied algorithm; then it deserves a note of \#
      where it comes from, a place of its own, and a reviewer's eye. Where it is not, the module has a better way of \#
      doing it already.
      """#,
    crystal: #"""
      A grain of another orientation that has grown within a grain: its atoms sit where the lattice does not expect \#
      them, and its energy per atom is higher than that of the grain around it.
      """#,
    detection: #"""
      Needs token energy (`--energy`). A file's figure is the mean energy of its names and syntax in bits, under a \#
      model of all other files ([energy.md](energy.md)); literals and comments, licence headers among them, have no \#
      part. It is held against the files of its module, test code apart, that have at least `minimumTokens` names \#
      and signs, where there are `minimumFiles` of them. Small files cost more a token, so what is expected follows \#
      the logarithm of a file's size: a line with the median of the slopes between files half the module apart by \#
      size, through the median. The spread is the median absolute deviation from that line × 1.4826, at least 0.1 \#
      bit, with the standard error of the file's own mean added in squares. Reported are files that lie `threshold` \#
      spreads and one bit or more above the line; the evidence is the lines that cost most for their length, with \#
      the tokens that cost most in them. It says unlike, not bad. Manifests and files that a program wrote are not \#
      judged.
      """#,
    options: [
      Rule.Option(
        name: "threshold", summary: "Fewest spreads above files of its size in its module at which a file is reported.",
        unit: "deviations", defaultValue: .number(4.0)),
      Rule.Option(
        name: "minimumFiles", summary: "Fewest files that it takes to say what is usual in a module.",
        unit: "files", defaultValue: .integer(10)),
      Rule.Option(
        name: "minimumTokens", summary: "Fewest names and signs of a file that is judged.",
        unit: "tokens", defaultValue: .integer(100)),
    ],
    cost: Rule.Cost(
      baseMinutes: 20.0, minutesPerUnit: 0.0, unit: ""),
    references: [
      "Hindle, Barr, Su, Gabel, Devanbu: On the naturalness of software, ICSE 2012",
      "Hellendoorn, Devanbu, Bacchelli: Will they like this? Evaluating code contributions with language models, MSR 2015",
      "Theil: A rank-invariant method of linear and polynomial regression analysis, 1950",
    ],
    badExample: #"""
      // file: Sources/Depot/CrateStore.swift
      struct CrateStore {
        private var crates: [String: Crate] = [:]

        func find(_ name: String) throws -> Crate {
          guard let crate = crates[name] else { throw StoreError.missing(name) }
          return crate
        }

        mutating func add(_ crate: Crate) throws {
          guard crates[crate.name] == nil else { throw StoreError.present(crate.name) }
          crates[crate.name] = crate
        }

        mutating func remove(_ name: String) throws {
          guard crates[name] != nil else { throw StoreError.missing(name) }
          crates[name] = nil
        }
      }
      // file: Sources/Depot/BarrelStore.swift
      struct BarrelStore {
        private var barrels: [String: Barrel] = [:]

        func find(_ name: String) throws -> Barrel {
          guard let barrel = barrels[name] else { throw StoreError.missing(name) }
          return barrel
        }

        mutating func add(_ barrel: Barrel) throws {
          guard barrels[barrel.name] == nil else { throw StoreError.present(barrel.name) }
          barrels[barrel.name] = barrel
        }

        mutating func remove(_ name: String) throws {
          guard barrels[name] != nil else { throw StoreError.missing(name) }
          barrels[name] = nil
        }
      }
      // file: Sources/Depot/BasketStore.swift
      struct BasketStore {
        private var baskets: [String: Basket] = [:]

        func find(_ name: String) throws -> Basket {
          guard let basket = baskets[name] else { throw StoreError.missing(name) }
          return basket
        }

        mutating func add(_ basket: Basket) throws {
          guard baskets[basket.name] == nil else { throw StoreError.present(basket.name) }
          baskets[basket.name] = basket
        }

        mutating func remove(_ name: String) throws {
          guard baskets[name] != nil else { throw StoreError.missing(name) }
          baskets[name] = nil
        }
      }
      // file: Sources/Depot/SackStore.swift
      struct SackStore {
        private var sacks: [String: Sack] = [:]

        func find(_ name: String) throws -> Sack {
          guard let sack = sacks[name] else { throw StoreError.missing(name) }
          return sack
        }

        mutating func add(_ sack: Sack) throws {
          guard sacks[sack.name] == nil else { throw StoreError.present(sack.name) }
          sacks[sack.name] = sack
        }

        mutating func remove(_ name: String) throws {
          guard sacks[name] != nil else { throw StoreError.missing(name) }
          sacks[name] = nil
        }
      }
      // file: Sources/Depot/DrumStore.swift
      struct DrumStore {
        private var drums: [String: Drum] = [:]

        func find(_ name: String) throws -> Drum {
          guard let drum = drums[name] else { throw StoreError.missing(name) }
          return drum
        }

        mutating func add(_ drum: Drum) throws {
          guard drums[drum.name] == nil else { throw StoreError.present(drum.name) }
          drums[drum.name] = drum
        }

        mutating func remove(_ name: String) throws {
          guard drums[name] != nil else { throw StoreError.missing(name) }
          drums[name] = nil
        }
      }
      // file: Sources/Depot/PalletStore.swift
      struct PalletStore {
        private var pallets: [String: Pallet] = [:]

        func find(_ name: String) throws -> Pallet {
          guard let pallet = pallets[name] else { throw StoreError.missing(name) }
          return pallet
        }

        mutating func add(_ pallet: Pallet) throws {
          guard pallets[pallet.name] == nil else { throw StoreError.present(pallet.name) }
          pallets[pallet.name] = pallet
        }

        mutating func remove(_ name: String) throws {
          guard pallets[name] != nil else { throw StoreError.missing(name) }
          pallets[name] = nil
        }
      }
      // file: Sources/Depot/BundleStore.swift
      struct BundleStore {
        private var bundles: [String: Bundle] = [:]

        func find(_ name: String) throws -> Bundle {
          guard let bundle = bundles[name] else { throw StoreError.missing(name) }
          return bundle
        }

        mutating func add(_ bundle: Bundle) throws {
          guard bundles[bundle.name] == nil else { throw StoreError.present(bundle.name) }
          bundles[bundle.name] = bundle
        }

        mutating func remove(_ name: String) throws {
          guard bundles[name] != nil else { throw StoreError.missing(name) }
          bundles[name] = nil
        }
      }
      // file: Sources/Depot/ChestStore.swift
      struct ChestStore {
        private var chests: [String: Chest] = [:]

        func find(_ name: String) throws -> Chest {
          guard let chest = chests[name] else { throw StoreError.missing(name) }
          return chest
        }

        mutating func add(_ chest: Chest) throws {
          guard chests[chest.name] == nil else { throw StoreError.present(chest.name) }
          chests[chest.name] = chest
        }

        mutating func remove(_ name: String) throws {
          guard chests[name] != nil else { throw StoreError.missing(name) }
          chests[name] = nil
        }
      }
      // file: Sources/Depot/ParcelStore.swift
      struct ParcelStore {
        private var parcels: [String: Parcel] = [:]

        func find(_ name: String) throws -> Parcel {
          guard let parcel = parcels[name] else { throw StoreError.missing(name) }
          return parcel
        }

        mutating func add(_ parcel: Parcel) throws {
          guard parcels[parcel.name] == nil else { throw StoreError.present(parcel.name) }
          parcels[parcel.name] = parcel
        }

        mutating func remove(_ name: String) throws {
          guard parcels[name] != nil else { throw StoreError.missing(name) }
          parcels[name] = nil
        }
      }
      // file: Sources/Depot/BottleStore.swift
      struct BottleStore {
        private var bottles: [String: Bottle] = [:]

        func find(_ name: String) throws -> Bottle {
          guard let bottle = bottles[name] else { throw StoreError.missing(name) }
          return bottle
        }

        mutating func add(_ bottle: Bottle) throws {
          guard bottles[bottle.name] == nil else { throw StoreError.present(bottle.name) }
          bottles[bottle.name] = bottle
        }

        mutating func remove(_ name: String) throws {
          guard bottles[name] != nil else { throw StoreError.missing(name) }
          bottles[name] = nil
        }
      }
      // file: Sources/Depot/Murmur.swift
      enum Murmur {
        static func hash(_ p: UnsafePointer<UInt8>, _ len: Int, seed h0: UInt32) -> UInt32 {
          var h1 = h0, i = 0
          let c1: UInt32 = 0xcc9e2d51, c2: UInt32 = 0x1b873593
          while i &+ 4 <= len {
            var k1 = UInt32(p[i]) | UInt32(p[i &+ 1]) << 8 | UInt32(p[i &+ 2]) << 16
            k1 = k1 &* c1
            k1 = (k1 << 15) | (k1 >> 17)
            h1 ^= k1 &* c2
            h1 = (h1 << 13) | (h1 >> 19)
            i &+= 4
          }
          repeat { h1 ^= UInt32(truncatingIfNeeded: len) } while h1 == 0
          switch len & 3 {
          case 3: h1 ^= UInt32(p[i &+ 2]) << 16; fallthrough
          case 2: h1 ^= UInt32(p[i &+ 1]) << 8
          default: break
          }
          return h1 ^ (h1 >> 16)
        }
      }
      """#,
    goodExample: #"""
      // file: Sources/Depot/CrateStore.swift
      struct CrateStore {
        private var crates: [String: Crate] = [:]

        func find(_ name: String) throws -> Crate {
          guard let crate = crates[name] else { throw StoreError.missing(name) }
          return crate
        }

        mutating func add(_ crate: Crate) throws {
          guard crates[crate.name] == nil else { throw StoreError.present(crate.name) }
          crates[crate.name] = crate
        }

        mutating func remove(_ name: String) throws {
          guard crates[name] != nil else { throw StoreError.missing(name) }
          crates[name] = nil
        }
      }
      // file: Sources/Depot/BarrelStore.swift
      struct BarrelStore {
        private var barrels: [String: Barrel] = [:]

        func find(_ name: String) throws -> Barrel {
          guard let barrel = barrels[name] else { throw StoreError.missing(name) }
          return barrel
        }

        mutating func add(_ barrel: Barrel) throws {
          guard barrels[barrel.name] == nil else { throw StoreError.present(barrel.name) }
          barrels[barrel.name] = barrel
        }

        mutating func remove(_ name: String) throws {
          guard barrels[name] != nil else { throw StoreError.missing(name) }
          barrels[name] = nil
        }
      }
      // file: Sources/Depot/BasketStore.swift
      struct BasketStore {
        private var baskets: [String: Basket] = [:]

        func find(_ name: String) throws -> Basket {
          guard let basket = baskets[name] else { throw StoreError.missing(name) }
          return basket
        }

        mutating func add(_ basket: Basket) throws {
          guard baskets[basket.name] == nil else { throw StoreError.present(basket.name) }
          baskets[basket.name] = basket
        }

        mutating func remove(_ name: String) throws {
          guard baskets[name] != nil else { throw StoreError.missing(name) }
          baskets[name] = nil
        }
      }
      // file: Sources/Depot/SackStore.swift
      struct SackStore {
        private var sacks: [String: Sack] = [:]

        func find(_ name: String) throws -> Sack {
          guard let sack = sacks[name] else { throw StoreError.missing(name) }
          return sack
        }

        mutating func add(_ sack: Sack) throws {
          guard sacks[sack.name] == nil else { throw StoreError.present(sack.name) }
          sacks[sack.name] = sack
        }

        mutating func remove(_ name: String) throws {
          guard sacks[name] != nil else { throw StoreError.missing(name) }
          sacks[name] = nil
        }
      }
      // file: Sources/Depot/DrumStore.swift
      struct DrumStore {
        private var drums: [String: Drum] = [:]

        func find(_ name: String) throws -> Drum {
          guard let drum = drums[name] else { throw StoreError.missing(name) }
          return drum
        }

        mutating func add(_ drum: Drum) throws {
          guard drums[drum.name] == nil else { throw StoreError.present(drum.name) }
          drums[drum.name] = drum
        }

        mutating func remove(_ name: String) throws {
          guard drums[name] != nil else { throw StoreError.missing(name) }
          drums[name] = nil
        }
      }
      // file: Sources/Depot/PalletStore.swift
      struct PalletStore {
        private var pallets: [String: Pallet] = [:]

        func find(_ name: String) throws -> Pallet {
          guard let pallet = pallets[name] else { throw StoreError.missing(name) }
          return pallet
        }

        mutating func add(_ pallet: Pallet) throws {
          guard pallets[pallet.name] == nil else { throw StoreError.present(pallet.name) }
          pallets[pallet.name] = pallet
        }

        mutating func remove(_ name: String) throws {
          guard pallets[name] != nil else { throw StoreError.missing(name) }
          pallets[name] = nil
        }
      }
      // file: Sources/Depot/BundleStore.swift
      struct BundleStore {
        private var bundles: [String: Bundle] = [:]

        func find(_ name: String) throws -> Bundle {
          guard let bundle = bundles[name] else { throw StoreError.missing(name) }
          return bundle
        }

        mutating func add(_ bundle: Bundle) throws {
          guard bundles[bundle.name] == nil else { throw StoreError.present(bundle.name) }
          bundles[bundle.name] = bundle
        }

        mutating func remove(_ name: String) throws {
          guard bundles[name] != nil else { throw StoreError.missing(name) }
          bundles[name] = nil
        }
      }
      // file: Sources/Depot/ChestStore.swift
      struct ChestStore {
        private var chests: [String: Chest] = [:]

        func find(_ name: String) throws -> Chest {
          guard let chest = chests[name] else { throw StoreError.missing(name) }
          return chest
        }

        mutating func add(_ chest: Chest) throws {
          guard chests[chest.name] == nil else { throw StoreError.present(chest.name) }
          chests[chest.name] = chest
        }

        mutating func remove(_ name: String) throws {
          guard chests[name] != nil else { throw StoreError.missing(name) }
          chests[name] = nil
        }
      }
      // file: Sources/Depot/ParcelStore.swift
      struct ParcelStore {
        private var parcels: [String: Parcel] = [:]

        func find(_ name: String) throws -> Parcel {
          guard let parcel = parcels[name] else { throw StoreError.missing(name) }
          return parcel
        }

        mutating func add(_ parcel: Parcel) throws {
          guard parcels[parcel.name] == nil else { throw StoreError.present(parcel.name) }
          parcels[parcel.name] = parcel
        }

        mutating func remove(_ name: String) throws {
          guard parcels[name] != nil else { throw StoreError.missing(name) }
          parcels[name] = nil
        }
      }
      // file: Sources/Depot/BottleStore.swift
      struct BottleStore {
        private var bottles: [String: Bottle] = [:]

        func find(_ name: String) throws -> Bottle {
          guard let bottle = bottles[name] else { throw StoreError.missing(name) }
          return bottle
        }

        mutating func add(_ bottle: Bottle) throws {
          guard bottles[bottle.name] == nil else { throw StoreError.present(bottle.name) }
          bottles[bottle.name] = bottle
        }

        mutating func remove(_ name: String) throws {
          guard bottles[name] != nil else { throw StoreError.missing(name) }
          bottles[name] = nil
        }
      }
      // file: Sources/Depot/CartonStore.swift
      struct CartonStore {
        private var cartons: [String: Carton] = [:]

        func find(_ name: String) throws -> Carton {
          guard let carton = cartons[name] else { throw StoreError.missing(name) }
          return carton
        }

        mutating func add(_ carton: Carton) throws {
          guard cartons[carton.name] == nil else { throw StoreError.present(carton.name) }
          cartons[carton.name] = carton
        }

        mutating func remove(_ name: String) throws {
          guard cartons[name] != nil else { throw StoreError.missing(name) }
          cartons[name] = nil
        }
      }
      """#)

  private static let grainBoundaryHighSigma = Rule(
    id: RuleID("grain-boundary/high-sigma"),
    title: "Neighbouring modules follow different conventions",
    severity: .note, status: .preview, since: "0.1.0",
    rationale: #"""
      Where two modules that use each other handle errors, concurrency or naming in different ways, every call \#
      across the boundary needs an adapter, in the code or in the reader's head. Errors get lost at such places. The \#
      finding names the conventions that disagree, so that one of the sides can be moved to the other's, or the \#
      boundary be made explicit.
      """#,
    crystal: #"""
      A grain boundary: two grains with different orientations. Sigma is the reciprocal of the share of lattice \#
      sites on which they coincide (coincidence site lattice); sigma 1 means the same orientation.
      """#,
    detection: #"""
      Sixteen axes of convention are counted in each module: error channel, concurrency, handling of optionals, kind \#
      of type, written internal access, use of self, names of Booleans, place of closure arguments, last commas of \#
      lists, indentation, test framework, logging, comments on public declarations, types per file, place of \#
      conformances and initialiser calls. For each axis with at least `minimumObservations` observations in both \#
      modules, the overlap is the sum over the axis' values of the smaller of the two shares. With three or more \#
      such axes, coincidence κ is their mean overlap, Σ = 1 ÷ κ, and the boundary energy γ = (1 − κ) × references \#
      that cross the boundary. Reported are pairs of modules of which one imports the other, with Σ above \#
      `threshold` and two or more axes that agree on less than half: one is a habit, two are a boundary. The message \#
      names those axes, the worst first, and the evidence shows a place on either side for each. Test modules are \#
      compared with test modules only, macros and plugins with nothing; local declarations and generated files do \#
      not count, and neither do optional results and initialisers that may fail as an error channel: mostly they say \#
      that something is not there.
      """#,
    options: [
      Rule.Option(
        name: "threshold", summary: "Highest Σ that is not reported; 1 means that the conventions are the same.",
        unit: "", defaultValue: .number(1.4)),
      Rule.Option(
        name: "minimumObservations", summary: "Fewest observations of an axis on either side for the axis to count.",
        unit: "observations", defaultValue: .integer(10)),
    ],
    cost: Rule.Cost(
      baseMinutes: 30.0, minutesPerUnit: 30.0, unit: "axes that disagree"),
    references: [
      "Kronberg, Wilson: Secondary recrystallization in copper (coincidence site lattice), Trans. AIME 1949",
      "Allamanis, Barr, Bird, Sutton: Learning natural coding conventions, FSE 2014",
    ],
    badExample: #"""
      // file: Sources/Orchard/Scale.swift
      public enum ScaleError: Error { case notANumber }

      public struct Scale {
        /// Weighs one apple.
        public func apple(_ text: String) async throws -> Int {
          guard let grams = Int(text) else { throw ScaleError.notANumber }
          return grams
        }
        /// Weighs one pear.
        public func pear(_ text: String) async throws -> Int {
          guard let grams = Int(text) else { throw ScaleError.notANumber }
          return grams
        }
        /// Weighs one plum.
        public func plum(_ text: String) async throws -> Int {
          guard let grams = Int(text) else { throw ScaleError.notANumber }
          return grams
        }
        /// Weighs one fig.
        public func fig(_ text: String) async throws -> Int {
          guard let grams = Int(text) else { throw ScaleError.notANumber }
          return grams
        }
        /// Weighs one lime.
        public func lime(_ text: String) async throws -> Int {
          guard let grams = Int(text) else { throw ScaleError.notANumber }
          return grams
        }
        /// Weighs one kiwi.
        public func kiwi(_ text: String) async throws -> Int {
          guard let grams = Int(text) else { throw ScaleError.notANumber }
          return grams
        }
        /// Weighs one date.
        public func date(_ text: String) async throws -> Int {
          guard let grams = Int(text) else { throw ScaleError.notANumber }
          return grams
        }
        /// Weighs one melon.
        public func melon(_ text: String) async throws -> Int {
          guard let grams = Int(text) else { throw ScaleError.notANumber }
          return grams
        }
        /// Weighs one peach.
        public func peach(_ text: String) async throws -> Int {
          guard let grams = Int(text) else { throw ScaleError.notANumber }
          return grams
        }
        /// Weighs one grape.
        public func grape(_ text: String) async throws -> Int {
          guard let grams = Int(text) else { throw ScaleError.notANumber }
          return grams
        }
      }
      // file: Sources/Cellar/Cellar.swift
      import Orchard

      class Cellar {
          var scale = Scale()
          var last: Int?
          internal func apple(_ text: String, completion: @escaping (Result<Int, Error>) -> Void) {
              if let grams = Int(text) {
                  self.last = grams
                  completion(.success(self.last!))
              } else {
                  completion(.failure(ScaleError.notANumber))
              }
          }
          internal func pear(_ text: String, completion: @escaping (Result<Int, Error>) -> Void) {
              if let grams = Int(text) {
                  self.last = grams
                  completion(.success(self.last!))
              } else {
                  completion(.failure(ScaleError.notANumber))
              }
          }
          internal func plum(_ text: String, completion: @escaping (Result<Int, Error>) -> Void) {
              if let grams = Int(text) {
                  self.last = grams
                  completion(.success(self.last!))
              } else {
                  completion(.failure(ScaleError.notANumber))
              }
          }
          internal func fig(_ text: String, completion: @escaping (Result<Int, Error>) -> Void) {
              if let grams = Int(text) {
                  self.last = grams
                  completion(.success(self.last!))
              } else {
                  completion(.failure(ScaleError.notANumber))
              }
          }
          internal func lime(_ text: String, completion: @escaping (Result<Int, Error>) -> Void) {
              if let grams = Int(text) {
                  self.last = grams
                  completion(.success(self.last!))
              } else {
                  completion(.failure(ScaleError.notANumber))
              }
          }
          internal func kiwi(_ text: String, completion: @escaping (Result<Int, Error>) -> Void) {
              if let grams = Int(text) {
                  self.last = grams
                  completion(.success(self.last!))
              } else {
                  completion(.failure(ScaleError.notANumber))
              }
          }
          internal func date(_ text: String, completion: @escaping (Result<Int, Error>) -> Void) {
              if let grams = Int(text) {
                  self.last = grams
                  completion(.success(self.last!))
              } else {
                  completion(.failure(ScaleError.notANumber))
              }
          }
          internal func melon(_ text: String, completion: @escaping (Result<Int, Error>) -> Void) {
              if let grams = Int(text) {
                  self.last = grams
                  completion(.success(self.last!))
              } else {
                  completion(.failure(ScaleError.notANumber))
              }
          }
          internal func peach(_ text: String, completion: @escaping (Result<Int, Error>) -> Void) {
              if let grams = Int(text) {
                  self.last = grams
                  completion(.success(self.last!))
              } else {
                  completion(.failure(ScaleError.notANumber))
              }
          }
          internal func grape(_ text: String, completion: @escaping (Result<Int, Error>) -> Void) {
              if let grams = Int(text) {
                  self.last = grams
                  completion(.success(self.last!))
              } else {
                  completion(.failure(ScaleError.notANumber))
              }
          }
      }
      """#,
    goodExample: #"""
      // file: Sources/Orchard/Scale.swift
      public enum ScaleError: Error { case notANumber }

      public struct Scale {
        /// Weighs one apple.
        public func apple(_ text: String) async throws -> Int {
          guard let grams = Int(text) else { throw ScaleError.notANumber }
          return grams
        }
        /// Weighs one pear.
        public func pear(_ text: String) async throws -> Int {
          guard let grams = Int(text) else { throw ScaleError.notANumber }
          return grams
        }
        /// Weighs one plum.
        public func plum(_ text: String) async throws -> Int {
          guard let grams = Int(text) else { throw ScaleError.notANumber }
          return grams
        }
        /// Weighs one fig.
        public func fig(_ text: String) async throws -> Int {
          guard let grams = Int(text) else { throw ScaleError.notANumber }
          return grams
        }
        /// Weighs one lime.
        public func lime(_ text: String) async throws -> Int {
          guard let grams = Int(text) else { throw ScaleError.notANumber }
          return grams
        }
        /// Weighs one kiwi.
        public func kiwi(_ text: String) async throws -> Int {
          guard let grams = Int(text) else { throw ScaleError.notANumber }
          return grams
        }
        /// Weighs one date.
        public func date(_ text: String) async throws -> Int {
          guard let grams = Int(text) else { throw ScaleError.notANumber }
          return grams
        }
        /// Weighs one melon.
        public func melon(_ text: String) async throws -> Int {
          guard let grams = Int(text) else { throw ScaleError.notANumber }
          return grams
        }
        /// Weighs one peach.
        public func peach(_ text: String) async throws -> Int {
          guard let grams = Int(text) else { throw ScaleError.notANumber }
          return grams
        }
        /// Weighs one grape.
        public func grape(_ text: String) async throws -> Int {
          guard let grams = Int(text) else { throw ScaleError.notANumber }
          return grams
        }
      }
      // file: Sources/Kitchen/Kitchen.swift
      import Orchard

      public struct Kitchen {
        let scale = Scale()
        /// Weighs two of one apple.
        public func apple(_ text: String) async throws -> Int {
          guard let grams = try? await scale.apple(text) else { throw ScaleError.notANumber }
          return 2 * grams
        }
        /// Weighs two of one pear.
        public func pear(_ text: String) async throws -> Int {
          guard let grams = try? await scale.pear(text) else { throw ScaleError.notANumber }
          return 2 * grams
        }
        /// Weighs two of one plum.
        public func plum(_ text: String) async throws -> Int {
          guard let grams = try? await scale.plum(text) else { throw ScaleError.notANumber }
          return 2 * grams
        }
        /// Weighs two of one fig.
        public func fig(_ text: String) async throws -> Int {
          guard let grams = try? await scale.fig(text) else { throw ScaleError.notANumber }
          return 2 * grams
        }
        /// Weighs two of one lime.
        public func lime(_ text: String) async throws -> Int {
          guard let grams = try? await scale.lime(text) else { throw ScaleError.notANumber }
          return 2 * grams
        }
        /// Weighs two of one kiwi.
        public func kiwi(_ text: String) async throws -> Int {
          guard let grams = try? await scale.kiwi(text) else { throw ScaleError.notANumber }
          return 2 * grams
        }
        /// Weighs two of one date.
        public func date(_ text: String) async throws -> Int {
          guard let grams = try? await scale.date(text) else { throw ScaleError.notANumber }
          return 2 * grams
        }
        /// Weighs two of one melon.
        public func melon(_ text: String) async throws -> Int {
          guard let grams = try? await scale.melon(text) else { throw ScaleError.notANumber }
          return 2 * grams
        }
        /// Weighs two of one peach.
        public func peach(_ text: String) async throws -> Int {
          guard let grams = try? await scale.peach(text) else { throw ScaleError.notANumber }
          return 2 * grams
        }
        /// Weighs two of one grape.
        public func grape(_ text: String) async throws -> Int {
          guard let grams = try? await scale.grape(text) else { throw ScaleError.notANumber }
          return 2 * grams
        }
      }
      """#)

  private static let imaginaryUnresolvedArgument = Rule(
    id: RuleID("imaginary/unresolved-argument"),
    title: "Call fits no overload",
    severity: .error, status: .stable, since: "0.1.0",
    rationale: #"""
      The call hands over arguments that no declaration of that name takes. It cannot compile where the line is \#
      compiled; where it is not, it waits to fail. Machine-written code often gets the name right and the labels \#
      wrong.
      """#,
    crystal: #"""
      An imaginary bond: the atom is there, but it has no valence of this shape.
      """#,
    detection: #"""
      Reported is a call of a function, an initialiser or a case with payload of this repository, or of an \#
      initialiser that it adds to a type of the standard library, by labels, or by a number of arguments, that none \#
      of the declarations takes that the name can mean there. Defaults, variadic parameters, trailing closures, \#
      initialisers that the compiler makes, and functions that enclosing types and modules declare are followed. \#
      Silent where other declarations may exist that the sources do not show (see `imaginary/unresolved-member`, \#
      also for what holds in documents), and in a repository that is written in Swift before version 3, as three \#
      calls or more tell that leave out a first label, beside no more than four times as many that write one. The \#
      message names the overload that is nearest to what is written. The confidence is 0.9, 0.7 in documents, and \#
      0.6 where no build description says which files belong together.
      """#,
    options: [],
    cost: Rule.Cost(
      baseMinutes: 10.0, minutesPerUnit: 0.0, unit: "findings"),
    references: [],
    badExample: #"""
      struct Cart {
        func move(from start: Int, to end: Int) -> Int { end - start }
      }

      let moved = Cart().move(from: 1, until: 2)
      """#,
    goodExample: #"""
      struct Cart {
        func move(from start: Int, to end: Int) -> Int { end - start }
      }

      let moved = Cart().move(from: 1, to: 2)
      """#)

  private static let imaginaryUnresolvedMember = Rule(
    id: RuleID("imaginary/unresolved-member"),
    title: "Member does not exist",
    severity: .error, status: .stable, since: "0.1.0",
    rationale: #"""
      The code names something that is not there. It cannot compile where the line is compiled; where it is not, in \#
      a clause of an `#if` that no build takes, in code that a machine wrote and nobody built, or in a document that \#
      shows how to use the code, it waits to fail.
      """#,
    crystal: #"""
      An imaginary bond: it is drawn to an atom that the crystal does not hold.
      """#,
    detection: #"""
      Types of expressions are inferred from the sources alone. Reported is a member named on a type of this \#
      repository or of the standard library, or a `.name` where a type of this repository is wanted, if the type and \#
      all that it inherits from are known and have no member of that name. Silent where members may exist that the \#
      sources do not show: the type or one that it inherits from is declared elsewhere, looks members up \#
      dynamically, or carries a macro; modules of other packages are imported that may extend it; the name is \#
      declared under a condition or access that is not met here; an extension of the name's type could not be bound; \#
      another clause of an `#if`, or another module in reach, declares the type once more; the type of the base \#
      follows from an overload that another type of an argument, or the member itself, would have decided otherwise; \#
      the repository is written in Swift before version 3 (see `imaginary/unresolved-argument`). Blocks of Swift in \#
      Markdown and DocC are read as files of a user of the modules that they import, or of all library products; as \#
      warnings, and not in change logs, migration guides and proposals, nor where a block does not parse or says \#
      that it does not hold. What a document declares is its own. The message names the nearest member that exists, \#
      or says that there is none like it. The confidence is 0.9, 0.7 in documents, and 0.6 where no build \#
      description says which files belong together.
      """#,
    options: [],
    cost: Rule.Cost(
      baseMinutes: 10.0, minutesPerUnit: 0.0, unit: "findings"),
    references: [],
    badExample: #"""
      struct Basket {
        var apples = 3
        func weigh() -> Int { apples }
      }

      func total(_ basket: Basket) -> Int { basket.apple + basket.weigh() }
      """#,
    goodExample: #"""
      struct Basket {
        var apples = 3
        func weigh() -> Int { apples }
      }

      func total(_ basket: Basket) -> Int { basket.apples + basket.weigh() }
      """#)

  private static let interstitialRedundantAccess = Rule(
    id: RuleID("interstitial/redundant-access"),
    title: "Access is wider than any use needs",
    severity: .note, status: .stable, since: "0.1.0",
    rationale: #"""
      Wide access is a promise. Who reads `public` looks for users in other modules before changing anything, and \#
      neither the compiler nor other tools can say that a declaration is unused. Where nobody outside needs it, the \#
      narrower access says so, and lets the compiler see more.
      """#,
    crystal: #"""
      An interstitial atom: access that fills a place of the lattice where nothing binds to it.
      """#,
    detection: #"""
      Reported are types, functions, variables and type aliases that are `public` or `open` in a module that no \#
      library product offers or re-exports, or `package` in any, that their own module uses and no other one: \#
      neither a reference nor a token of the name that may mean them stands in another module (imports with \#
      `@testable` need no access), and no interface that another module needs shows them (signatures, inheritance, \#
      inlinable bodies). Members of a reported type are counted with it; static constants stay as they are where \#
      another one of the same type is needed. Not reported are declarations with attributes (`@_spi` among them) or \#
      within such, overrides, requirements and implementations of such, initialisers and operators, and members of \#
      types that are internal themselves; modules of macros, plugins and of repositories whose build description is \#
      absent or was not understood in full; and what nothing uses, which is `void/unreferenced-declaration`. The \#
      confidence is 0.95 for a module that no other one imports, else 0.85, and 0.6 for a library that nothing but \#
      tests imports: what it offers may be there for users to come.
      """#,
    options: [],
    cost: Rule.Cost(
      baseMinutes: 1.0, minutesPerUnit: 0.2, unit: "members"),
    references: [
      "Bouillon, Großkinsky, Steimann: Controlling accessibility in agile projects with the Access Modifier Modifier, TOOLS 2008",
    ],
    badExample: #"""
      // file: Sources/Application/main.swift
      public struct Scale {
        var grams: Int
      }

      print(Scale(grams: 1))
      """#,
    goodExample: #"""
      // file: Sources/Application/main.swift
      struct Scale {
        var grams: Int
      }

      print(Scale(grams: 1))
      """#)

  private static let interstitialSingleConformerProtocol = Rule(
    id: RuleID("interstitial/single-conformer-protocol"),
    title: "Protocol has a single conforming type",
    severity: .note, status: .stable, since: "0.1.0",
    rationale: #"""
      A protocol promises that there are several ways to do something. Where there is one, a reader has to look up \#
      which, every change of the interface is written twice, and calls go through a table for nothing. The protocol \#
      can be made when the second type comes.
      """#,
    crystal: #"""
      An interstitial: an atom between two that would be bonded directly without it.
      """#,
    detection: #"""
      Looked at are protocols outside tests that only the repository can see: those below `public`, and public ones \#
      of targets that no library product offers. All places that bear the protocol's name count, in all files, tests \#
      included, and in every branch of an `#if`. Reported is a protocol with requirements to which exactly one type \#
      of the same module conforms, if it is used for nothing but values of any conforming type. Silent where the \#
      abstraction may be needed: as a constraint, `some`, a metatype, in a cast, a type alias or an attribute, \#
      refined by another protocol, held `weak` or `unowned`, named as a delegate, data source, observer or listener, \#
      `@objc` or with a macro, under a condition, where the conforming type is generic, local, subclassed, \#
      generated, of another module or from elsewhere, where another type bears the protocol's name, and where a tool \#
      writes test doubles. The confidence is 0.9 where nothing but the conforming type names it, 0.8 where values of \#
      it are held, and 0.6 where the type conforms to other protocols of the repository too, so that each may be \#
      there to show a part of it.
      """#,
    options: [],
    cost: Rule.Cost(
      baseMinutes: 15.0, minutesPerUnit: 0.0, unit: ""),
    references: [
      "M. Fowler, Refactoring, 2nd ed. 2018: Speculative Generality",
    ],
    badExample: #"""
      protocol Weighing {
        func weigh() -> Int
      }

      struct Scale: Weighing {
        func weigh() -> Int { 1 }
      }

      struct Shop {
        var scale: any Weighing
      }
      """#,
    goodExample: #"""
      protocol Weighing {
        func weigh() -> Int
      }

      struct Scale: Weighing {
        func weigh() -> Int { 1 }
      }

      struct FixedScale: Weighing {
        func weigh() -> Int { 7 }
      }

      struct Shop {
        var scale: any Weighing
      }
      """#)

  private static let interstitialUndeclaredDependency = Rule(
    id: RuleID("interstitial/undeclared-dependency"),
    title: "Imported module is not declared as a dependency",
    severity: .warning, status: .stable, since: "0.1.0",
    rationale: #"""
      The import compiles only because something else happens to depend on the module. When that stops, this target \#
      breaks far from the change; until then the build tools may order the two wrongly, and the manifest hides a \#
      dependency from whoever reads it.
      """#,
    crystal: #"""
      An interstitial: a bond through a neighbour's atom, at a site that the lattice does not have.
      """#,
    detection: #"""
      For each target of a package whose manifest was wholly understood, every imported module of the repository \#
      that the target reaches through its dependencies but does not declare is reported once, at the first import, \#
      with up to ten other files as evidence. Modules that come by the same declared product are declared, and so is \#
      what a declared dependency hands on with `@_exported`. A module from elsewhere is reported only where the \#
      target declares no product from elsewhere at all and something it depends on declares one of the module's \#
      name: otherwise one of its products may bring the module. Silent are imports inside `#if canImport` of the \#
      same module, modules of the toolchain and platform, names that several modules of the repository share, \#
      modules that the target cannot reach, snippets, plugins and targets of Xcode projects.
      """#,
    options: [],
    cost: Rule.Cost(
      baseMinutes: 5.0, minutesPerUnit: 0.0, unit: ""),
    references: [
      "Swift Package Manager: the explicit target dependency import check",
    ],
    badExample: #"""
      // file: Package.swift
      // swift-tools-version: 6.0
      import PackageDescription

      let package = Package(
        name: "orchard",
        targets: [
          .target(name: "Scale"),
          .target(name: "Basket", dependencies: ["Scale"]),
          .target(name: "Orchard", dependencies: ["Basket"]),
        ]
      )
      // file: Sources/Scale/Scale.swift
      public struct Scale {}
      // file: Sources/Basket/Basket.swift
      import Scale
      // file: Sources/Orchard/Orchard.swift
      import Basket
      import Scale
      """#,
    goodExample: #"""
      // file: Package.swift
      // swift-tools-version: 6.0
      import PackageDescription

      let package = Package(
        name: "orchard",
        targets: [
          .target(name: "Scale"),
          .target(name: "Basket", dependencies: ["Scale"]),
          .target(name: "Orchard", dependencies: ["Basket", "Scale"]),
        ]
      )
      // file: Sources/Scale/Scale.swift
      public struct Scale {}
      // file: Sources/Basket/Basket.swift
      import Scale
      // file: Sources/Orchard/Orchard.swift
      import Basket
      import Scale
      """#)

  private static let interstitialUnusedDependency = Rule(
    id: RuleID("interstitial/unused-dependency"),
    title: "Declared dependency is never imported",
    severity: .warning, status: .stable, since: "0.1.0",
    rationale: #"""
      A target waits for what it depends on: each needless dependency is built first, resolved, downloaded and kept \#
      up to date for nothing, lengthens the chain that a build cannot run in parallel, and tells the reader of a \#
      relation between two parts that does not exist.
      """#,
    crystal: #"""
      An interstitial: an atom that the manifest forces into the lattice and no bond holds.
      """#,
    detection: #"""
      For each target of a package whose manifest was wholly understood, the declared dependencies are compared with \#
      the imports of all its Swift files, in every branch of an `#if`. A module of the repository is unused where no \#
      file imports it, no import hands it on with `@_exported`, no reference of the target leads into it, and \#
      nothing is imported that only comes with it. The modules that come by products of another package of the \#
      repository are one dependency. A product from elsewhere may be named differently from its modules: it is \#
      reported only where every import of the target is explained by a module of the repository, of the toolchain or \#
      platform, or by a declared product of the same name anywhere in the repository; with confidence 0.85 where \#
      another target imports it by its name, else 0.7. What the manifest asks for under a condition has at most 0.7. \#
      Not judged are plugins, macros, system libraries, binary targets, C targets, executables that others depend \#
      on, products in lower case or named as plugins, targets without Swift files or without declarations, and \#
      targets that Xcode projects declare. The finding stands at the manifest's entry, or at the target's name where \#
      the entry is computed.
      """#,
    options: [],
    cost: Rule.Cost(
      baseMinutes: 5.0, minutesPerUnit: 0.0, unit: ""),
    references: [],
    badExample: #"""
      // file: Package.swift
      // swift-tools-version: 6.0
      import PackageDescription

      let package = Package(
        name: "orchard",
        targets: [
          .target(name: "Scale"),
          .target(name: "Orchard", dependencies: ["Scale"]),
        ]
      )
      // file: Sources/Scale/Scale.swift
      public struct Scale {}
      // file: Sources/Orchard/Orchard.swift
      struct Orchard {}
      """#,
    goodExample: #"""
      // file: Package.swift
      // swift-tools-version: 6.0
      import PackageDescription

      let package = Package(
        name: "orchard",
        targets: [
          .target(name: "Scale"),
          .target(name: "Orchard", dependencies: ["Scale"]),
        ]
      )
      // file: Sources/Scale/Scale.swift
      public struct Scale {}
      // file: Sources/Orchard/Orchard.swift
      import Scale

      struct Orchard {}
      """#)

  private static let interstitialUnusedImport = Rule(
    id: RuleID("interstitial/unused-import"),
    title: "Import is not used",
    severity: .note, status: .stable, since: "0.1.0",
    rationale: #"""
      An import that no name needs claims a dependency that is not there. It slows builds, hides that a module has \#
      become needless, and stands in the way of whoever wants to take the two apart.
      """#,
    crystal: #"""
      An interstitial: an atom of a foreign kind between the lattice sites, to which nothing is bonded.
      """#,
    detection: #"""
      Looked at are imports of modules of the repository, of modules that come with the toolchain and whose \#
      declarations are known, and of others in files in which no name is left that could be theirs. An import is \#
      unused where nothing that the file names comes from the module or from what it re-exports: types, members of \#
      extensions, operators, initialisers, subscripts and string interpolations that it adds to types of others, in \#
      every branch of an `#if`. A name that stays unresolved counts as a use of every module that has it and, since \#
      Foundation and others have more on other platforms, where no known module has it, of each of those. What an \#
      import of a smaller module brings in that the file has too is that one's use. Silent for re-exports, imports \#
      under a condition, files that only import, files with macros of the repository or from elsewhere, modules that \#
      make types of others conform to protocols of others or that have dynamic members, modules of C, and generated \#
      files. The confidence is 0.95 for modules of the repository, 0.9 for those of the toolchain, 0.8 for others.
      """#,
    options: [],
    cost: Rule.Cost(
      baseMinutes: 2.0, minutesPerUnit: 0.0, unit: ""),
    references: [
      "Swift Evolution 0444, Member import visibility",
    ],
    badExample: #"""
      // file: Sources/Scale/Scale.swift
      public struct Scale { public init() {} }
      // file: Sources/Shop/Shop.swift
      import Scale

      struct Shop { var name: String }
      """#,
    goodExample: #"""
      // file: Sources/Scale/Scale.swift
      public struct Scale { public init() {} }
      // file: Sources/Shop/Shop.swift
      import Scale

      struct Shop { var scale: Scale }
      """#)

  private static let interstitialUnusedParameter = Rule(
    id: RuleID("interstitial/unused-parameter"),
    title: "Parameter is never used",
    severity: .note, status: .stable, since: "0.1.0",
    rationale: #"""
      Callers compute and pass a value that nobody reads, and believe that it matters. Sometimes it should: a switch \#
      that is documented and ignored, a source location that no assertion receives. Either the body forgets it, or \#
      the signature promises too much; both mislead whoever reads the call.
      """#,
    crystal: #"""
      An interstitial: an atom squeezed into the interface that no bond holds.
      """#,
    detection: #"""
      Looked at are functions, initialisers and subscripts with a body. A parameter is used where any token of the \#
      body bears its name, also in backticks, behind `$` or `_`, in a capture list, an interpolation, a nested \#
      function, `if let name` or any branch of an `#if`; a label, a member or another parameter of the name is no \#
      use. All unused parameters of a function are one finding. Silent where the signature is not the body's own \#
      business: requirements, overrides and what is overridden, `open`, `dynamic` and `@objc` members, members whose \#
      name and labels a protocol of the repository asks for or an extension of a protocol gives, functions used as \#
      values, `callAsFunction`'s kin that the language calls by name, operators, unavailable and deprecated \#
      declarations, functions with attributes that may be macros, empty bodies and bodies that only trap or throw, \#
      overloads that differ in types only, and what stands in an `#if` over platforms, modules or versions. Silent \#
      too are parameters that do their work by being there: metatypes, those that fix a generic parameter, \#
      `isolated`, `consuming` and `sending` ones, those with a property wrapper, `Void`, and names that begin with \#
      an underscore, `unused` or `ignored`. Where the type conforms to a protocol or inherits from a class from \#
      elsewhere that may ask for the member, it is reported only if its own file calls it, with confidence 0.7. \#
      Closures are not looked at, nor are manifests, files with syntax errors and files that a program wrote.
      """#,
    options: [],
    cost: Rule.Cost(
      baseMinutes: 8.0, minutesPerUnit: 2.0, unit: "parameters"),
    references: [
      "Swift Evolution 0023, API Design Guidelines: clarity at the point of use",
    ],
    badExample: #"""
      struct Scale {
        var grams: Int

        func price(perKilogram: Int, discount: Int) -> Int { grams * perKilogram / 1000 }
      }
      """#,
    goodExample: #"""
      struct Scale {
        var grams: Int

        func price(perKilogram: Int, discount: Int) -> Int { grams * perKilogram / 1000 - discount }
      }
      """#)

  private static let interstitialUnusedSuppression = Rule(
    id: RuleID("interstitial/unused-suppression"),
    title: "Suppression comment suppresses nothing",
    severity: .note, status: .stable, since: "0.1.0",
    rationale: #"""
      A comment that switches off a rule where the rule finds nothing hides the next defect in that place, and tells \#
      the reader of a defect that is no longer there. One that is misspelt does not do what its author believes.
      """#,
    crystal: #"""
      An interstitial: an extra atom that no neighbour needs.
      """#,
    detection: #"""
      Suppressions are comments that begin with `xtal:disable:next`, `xtal:disable:this` or `xtal:disable:file`, \#
      followed by rules, classes or `all`, separated by commas, and a reason after ` - `. `:next` covers the \#
      comments below it and the next line of code, up to the name of a declaration that begins there; `:this` covers \#
      the lines of the comment; `:file` covers the file. Each name that suppressed no finding is reported where \#
      every rule it covers was active in the run. Names that the catalogue does not know and comments that begin \#
      with `xtal:disable` and cannot be read are always reported. This rule itself is suppressed by its full name \#
      only, not by `all` or its class.
      """#,
    options: [],
    cost: Rule.Cost(
      baseMinutes: 1.0, minutesPerUnit: 0.0, unit: ""),
    references: [],
    badExample: #"""
      // xtal:disable:next vacancy/unfinished-work - the tracker has it as number 12
      func area(width: Int, height: Int) -> Int { width * height }
      """#,
    goodExample: #"""
      // xtal:disable:next vacancy/unfinished-work - the tracker has it as number 12
      // TODO: reject negative sizes
      func area(width: Int, height: Int) -> Int { width * height }
      """#)

  private static let stackingFaultDependencyCycle = Rule(
    id: RuleID("stacking-fault/dependency-cycle"),
    title: "Dependencies form a cycle",
    severity: .warning, status: .stable, since: "0.1.0",
    rationale: #"""
      Parts that depend on each other in a circle cannot be understood, tested, replaced or built one at a time: \#
      they are one part under several names. Each further reference makes the knot harder to untie.
      """#,
    crystal: #"""
      A stacking fault: the layers of the lattice do not follow each other in one order, because one of them lies \#
      both above and below another.
      """#,
    detection: #"""
      Strongly connected components with two or more members, by Tarjan's algorithm, on two graphs. In the first, \#
      modules depend on the modules that their files import or their build descriptions declare; an import within an \#
      `#if`, or of a name that several modules have, counts only where it is declared too. Each cycle of modules is \#
      an error. In the second, types depend on the types of other files that their references are resolved to with a \#
      confidence of 80 % or more. A type, the types nested in it and its extensions in the same file are one part; \#
      its extensions in another file are a part of their own, unless the type itself uses them; parts of one type \#
      that lie on a cycle count once, and what is nested in an enum without cases counts as an outermost type. Left \#
      out are test code and generated code, words of the language's attributes such as `@_spi(Name)`, uses between a \#
      type and those nested in it, back references where the type holds the other one `weak` or `unowned`, and uses \#
      of companions: types of the same folder, or one below, whose names are the type's own with further words or a \#
      plural s behind it, such as `ParcelBuilder` for `Parcel`. Reported are cycles of three or more types, and of \#
      two types whose folders lie apart, neither of them within the other; they are warnings, within one folder \#
      notes. The finding stands at the dependency with the fewest uses among those whose removal unties the cycle: \#
      the cheapest such set, exact for up to 12 members, by a greedy order (Eades, Lin, Smyth) with improvements for \#
      more. Evidence are the dependencies of a shortest cycle and of that set.
      """#,
    options: [],
    cost: Rule.Cost(
      baseMinutes: 30.0, minutesPerUnit: 5.0, unit: "dependencies to cut"),
    references: [
      "Tarjan: Depth-first search and linear graph algorithms, SIAM Journal on Computing 1972",
      "Eades, Lin, Smyth: A fast and effective heuristic for the feedback arc set problem, IPL 1993",
      "Parnas: Designing software for ease of extension and contraction, ICSE 1978",
    ],
    badExample: #"""
      // file: Sources/Shop/Orders/Order.swift
      struct Order {
        var customer: Customer
        var total = 0

        func summary() -> String { customer.greeting() }
      }
      // file: Sources/Shop/Customers/Customer.swift
      final class Customer {
        var name = ""
        var orders: [Order] = []

        func greeting() -> String { "Dear \(name)" }
        func debt() -> Int { orders.reduce(0) { $0 + $1.total } }
      }
      """#,
    goodExample: #"""
      // file: Sources/Shop/Orders/Order.swift
      struct Order {
        var customer: Customer
        var total = 0

        func summary() -> String { customer.greeting() }
      }
      // file: Sources/Shop/Customers/Customer.swift
      final class Customer {
        var name = ""

        func greeting() -> String { "Dear \(name)" }
      }
      """#)

  private static let twinDuplicateCode = Rule(
    id: RuleID("twin/duplicate-code"),
    title: "Code is duplicated",
    severity: .warning, status: .stable, since: "0.1.0",
    rationale: #"""
      The same steps written twice have to be understood, corrected and tested twice. The copy that is forgotten in \#
      a correction is a defect that its reader cannot see from either place.
      """#,
    crystal: #"""
      A twin: two parts of the lattice with the same inner structure, joined by a mirror plane. The plane is the \#
      mapping of names from one member to the other.
      """#,
    detection: #"""
      Compared are the tokens of the files without blanks and comments, in whole units: statements, members, \#
      declarations and `switch` cases. A clone is a run of neighbouring units that stands in two or more places, as \#
      long as the places allow. Type 1: the tokens are equal. Type 2: they are equal once names and literals are \#
      replaced by their kinds, and enough names stay the same, since code of one shape is often alike by the \#
      language's nature: at least 60 % of the name tokens if the renaming is consistent, that is if names map one to \#
      one between the members, and at least 75 % if it is not; and with names or literals that differ a clone needs \#
      one and a half times `minimumTokens`. A group of clones is one finding at its first member by path, with the \#
      other members and the mapping of names as evidence. Of several groups at one place the longest is reported, or \#
      the one with more members if it is at least 60 % as long; a group whose members lie to a half or more in \#
      reported ones is not. Declarative parts do not count towards `minimumTokens`: imports, enum cases, type \#
      aliases, requirements of protocols, properties of types without logic, array and dictionary literals of 5 \#
      elements or more, the small cases (18 tokens or less) of a `switch` that has 5 of them, and all but the first \#
      of 3 or more neighbouring units of one shape and less than 40 tokens. Sixteen or more such units that repeat \#
      the one to eight before them are data and no clone. A run that repeats itself without end, so that its copies \#
      overlap or, being made of units of less than 40 tokens on average, touch, counts as one place. Generated \#
      files, manifests and files in documentation catalogues (`.docc`) are left out. Clones of test code alone are \#
      notes. Clones with inserted or left out statements (type 3) are found as their equal parts only. Capped: 200 \#
      members a group, 50 of them listed, 8 groups of different naming for one shape, 10,000 groups, and 30 million \#
      tokens compared one by one.
      """#,
    options: [
      Rule.Option(
        name: "minimumTokens", summary: "Shortest clone that is reported, in tokens that count; half as many again where names or literals differ.",
        unit: "tokens", defaultValue: .integer(100)),
      Rule.Option(
        name: "minimumLines", summary: "Shortest clone that is reported, in lines with code.",
        unit: "lines", defaultValue: .integer(8)),
    ],
    cost: Rule.Cost(
      baseMinutes: 15.0, minutesPerUnit: 0.5, unit: "duplicated lines"),
    references: [
      "Roy, Cordy: A survey on software clone detection research, Queen's University TR 2007-541",
      "Baker: A program for identifying duplicated code, Computing Science and Statistics 24, 1992",
      "Manber, Myers: Suffix arrays, a new method for on-line string searches, SIAM Journal on Computing 22, 1993",
      "Juergens, Deissenboeck, Hummel, Wagner: Do code clones matter?, ICSE 2009",
    ],
    badExample: #"""
      struct Harbour {
        var ships: [String] = []
        var weights: [Int] = []

        mutating func heaviestShip(limit: Int) -> String? {
          var best: String?
          var bestWeight = 0
          for (index, name) in ships.enumerated() {
            guard index < weights.count else { break }
            let weight = weights[index]
            if weight > limit { continue }
            if weight > bestWeight {
              best = name
              bestWeight = weight
            }
          }
          if let best, best.hasPrefix("*") { print("starred:", best, "of", ships.count) }
          while bestWeight > limit, !weights.isEmpty { bestWeight -= weights.removeFirst() }
          if bestWeight == 0 { return nil }
          print("heaviest:", best ?? "none", bestWeight)
          return best
        }
      }

      struct Stable {
        var ships: [String] = []
        var weights: [Int] = []

        mutating func heaviestHorse(limit: Int) -> String? {
          var best: String?
          var bestWeight = 0
          for (index, name) in ships.enumerated() {
            guard index < weights.count else { break }
            let weight = weights[index]
            if weight > limit { continue }
            if weight > bestWeight {
              best = name
              bestWeight = weight
            }
          }
          if let best, best.hasPrefix("*") { print("starred:", best, "of", ships.count) }
          while bestWeight > limit, !weights.isEmpty { bestWeight -= weights.removeFirst() }
          if bestWeight == 0 { return nil }
          print("heaviest:", best ?? "none", bestWeight)
          return best
        }
      }
      """#,
    goodExample: #"""
      struct Load {
        var names: [String] = []
        var weights: [Int] = []

        func heaviest(limit: Int) -> String? {
          var best: String?
          var bestWeight = 0
          for (index, name) in names.enumerated() {
            guard index < weights.count else { break }
            let weight = weights[index]
            if weight > limit { continue }
            if weight > bestWeight {
              best = name
              bestWeight = weight
            }
          }
          return best
        }
      }

      struct Harbour {
        var ships: Load
      }

      struct Stable {
        var horses: Load
      }
      """#)

  private static let vacancyUnfinishedWork = Rule(
    id: RuleID("vacancy/unfinished-work"),
    title: "Comment marks unfinished work",
    severity: .note, status: .stable, since: "0.1.0",
    rationale: #"""
      A marker such as TODO or FIXME is a promise that nobody tracks. It stays in the code after the person who \#
      wrote it has left, and each reader has to decide again whether the code around it can be trusted. Do the work, \#
      or move the promise to a tracker where somebody sees it.
      """#,
    crystal: #"""
      A vacancy: the lattice has a site that its own author marked as empty.
      """#,
    detection: #"""
      Every comment, documentation comments included, is searched line by line for the markers of the option \#
      `markers`; a line is one finding, at its first marker. A marker in capitals counts wherever it stands as a \#
      word of its own: no letter, digit or underscore touches it, it is neither quoted nor in a code span, and it is \#
      not part of a path, a member or a hyphenated word (`TODO.md`, `XXX-XXX`). In any other case the word is \#
      ordinary prose unless the place says that it marks something: in a comment that is no documentation at the \#
      start of the line, or before a colon; in documentation only as a call-out with a capital letter, `- ToDo:`. \#
      `fixme(name)` counts at the start of the line. Strings, identifiers and files that a program wrote are not \#
      searched. The same sentence in several places is a finding for each place; the message says how many share it \#
      and the evidence names up to ten others.
      """#,
    options: [
      Rule.Option(
        name: "markers", summary: "The words that mark unfinished work; ASCII letters, digits and underscores.",
        unit: "", defaultValue: .list(["TODO", "FIXME", "HACK", "XXX"])),
    ],
    cost: Rule.Cost(
      baseMinutes: 20.0, minutesPerUnit: 0.0, unit: ""),
    references: [
      "Storey, Ryall, Bull, Myers, Singer: TODO or to bug, ICSE 2008",
      "Potdar, Shihab: An exploratory study on self-admitted technical debt, ICSME 2014",
    ],
    badExample: #"""
      func price(of amount: Int) -> Int {
        // TODO: take the customer's discount into account
        amount * 3
      }
      """#,
    goodExample: #"""
      /// Discounts are taken off by the till, not here.
      func price(of amount: Int) -> Int {
        amount * 3
      }
      """#)

  private static let vacancyUnimplementedBody = Rule(
    id: RuleID("vacancy/unimplemented-body"),
    title: "Body is missing",
    severity: .warning, status: .stable, since: "0.1.0",
    rationale: #"""
      A body that only traps as unimplemented compiles, passes review as an interface and fails in the hands of the \#
      user. An empty `catch` loses the error together with every hint of its cause. An empty override switches off \#
      what the superclass does without saying that this is meant.
      """#,
    crystal: #"""
      A vacancy: the site of the atom is there, the atom is not.
      """#,
    detection: #"""
      Reported are a function, initialiser, accessor, subscript or property body whose only statement calls \#
      `fatalError`, `preconditionFailure` or `assertionFailure` with a message that says that it is not implemented, \#
      or with no message, or throws an error named so; a `catch` without a statement and without a comment; and an \#
      overriding function whose body holds neither. A body without a message, a `catch` of one kind of error, and \#
      all of test code, where doubles owe nobody a body, are notes. So are, with a confidence of one half, a message \#
      that leaves the body to subclasses and the default of a protocol, since others are meant to replace them. \#
      Silent: a trap for another reason; `init(coder:)`, which the compiler demands; results of type `Never`; \#
      unavailable declarations; a bare trap in a function that takes an error; `catch is CancellationError`; in a \#
      test the empty `catch` after a `do` that ends in a failure; closures; and files that a program wrote. \#
      Properties whose getter and setter both trap are one finding.
      """#,
    options: [],
    cost: Rule.Cost(
      baseMinutes: 30.0, minutesPerUnit: 0.0, unit: ""),
    references: [
      "Yuan et al.: Simple testing can prevent most critical failures (empty error handlers), OSDI 2014",
    ],
    badExample: #"""
      struct Archive {
        func restore(from path: String) -> [String] {
          fatalError("not implemented yet")
        }
      }
      """#,
    goodExample: #"""
      struct Archive {
        func restore(from path: String) -> [String] {
          path.split(separator: "/").map(String.init)
        }
      }
      """#)

  private static let voidAssignOnlyProperty = Rule(
    id: RuleID("void/assign-only-property"),
    title: "Property is set, but never read",
    severity: .warning, status: .stable, since: "0.1.0",
    rationale: #"""
      A property that is only given values carries nothing anywhere. The code that computes the values and hands \#
      them on runs for nothing, and a reader looks for the place where they matter.
      """#,
    crystal: #"""
      A void: a bond that leads to matter which nothing else is bonded to.
      """#,
    detection: #"""
      Reported are stored properties, of instances and of types, that assignments, compound assignments or the \#
      labels of the memberwise initialiser set, and that no token anywhere reads: every token of the name counts as \#
      a read unless it is the whole left side of an assignment or the graph is nearly sure that it means something \#
      else. Not reported are properties whose type is no plain value (objects, closures, existentials and what comes \#
      from elsewhere may act by being alive: subscriptions, tasks, tokens); with observers, wrappers or other \#
      attributes; `lazy`, `weak` and `dynamic` ones; those of types whose properties the compiler or reflection \#
      reads (`Codable`, `Equatable`, `Hashable`, `Error`) or that inherit from something unknown or carry an \#
      attribute; those that implement a requirement or override; public ones of modules that a library product \#
      offers; structs in whose neighbourhood code looks at bytes (`MemoryLayout`); names that begin with an \#
      underscore or speak of holding something; those of types whose values are written as text where they are made; \#
      and local variables, which the compiler warns about. The confidence is that of \#
      `void/unreferenced-declaration`, and 0.6 at most where the repository uses `Mirror` or `dump`. Measured \#
      without an index at 0.8 and above: 26 of 26 findings of 15 repositories true, all that there were.
      """#,
    options: [],
    cost: Rule.Cost(
      baseMinutes: 5.0, minutesPerUnit: 2.0, unit: "assignments"),
    references: [
      "Romano, Vendome, Scanniello, Poshyvanyk: A multi-study investigation into dead code, IEEE TSE 2020",
    ],
    badExample: #"""
      final class Scale {
        private var grams = 0
        private var lastUnit = ""

        func weigh(_ value: Int, unit: String) -> Int {
          grams += value
          lastUnit = unit
          return grams
        }
      }
      """#,
    goodExample: #"""
      final class Scale {
        private var grams = 0
        private var lastUnit = ""

        func weigh(_ value: Int, unit: String) -> String {
          grams += value
          lastUnit = unit
          return "\(grams) \(lastUnit)"
        }
      }
      """#)

  private static let voidUnreachableFile = Rule(
    id: RuleID("void/unreachable-file"),
    title: "File belongs to no target",
    severity: .warning, status: .stable, since: "0.1.0",
    rationale: #"""
      No build ever compiles the file, so nobody notices when it stops to compile. It is read, searched and kept up \#
      to date by hand all the same, and what it claims to do does not happen: a test in it never runs.
      """#,
    crystal: #"""
      A void: matter that lies in the folder of a grain without being part of it.
      """#,
    detection: #"""
      Reported are Swift files that no target of the nearest package claims and that lie in a folder at the \#
      package's top in which targets lie. A file that the manifest excludes has confidence 0.6, since something else \#
      may compile it; others have 0.85. Silent where the repository has no manifest, where the package's manifest or \#
      any Xcode project was not wholly understood, where an Xcode target lists the file or a symbolic link leads to \#
      it or its folder, below a folder that a `ProjectDescription` describes, for resources, and for folders whose \#
      names speak of another purpose: fixtures, resources, templates, snippets, plugins, examples, samples, demos, \#
      scripts, playgrounds, benchmarks, test data, documentation, vendored and generated code, folders with a dot in \#
      their name and those that begin with an underscore. `LinuxMain.swift` and `XCTMain.swift` are found by their \#
      names and not reported.
      """#,
    options: [],
    cost: Rule.Cost(
      baseMinutes: 10.0, minutesPerUnit: 0.02, unit: "lines of code"),
    references: [],
    badExample: #"""
      // file: Package.swift
      // swift-tools-version: 6.0
      import PackageDescription

      let package = Package(name: "orchard", targets: [.target(name: "Orchard")])
      // file: Sources/Orchard/Orchard.swift
      struct Orchard {}
      // file: Sources/Basket/Basket.swift
      struct Basket {}
      """#,
    goodExample: #"""
      // file: Package.swift
      // swift-tools-version: 6.0
      import PackageDescription

      let package = Package(name: "orchard", targets: [.target(name: "Orchard"), .target(name: "Basket")])
      // file: Sources/Orchard/Orchard.swift
      struct Orchard {}
      // file: Sources/Basket/Basket.swift
      struct Basket {}
      """#)

  private static let voidUnreferencedDeclaration = Rule(
    id: RuleID("void/unreferenced-declaration"),
    title: "Declaration is never used",
    severity: .warning, status: .stable, since: "0.1.0",
    rationale: #"""
      Code that nothing uses is still read, renamed, compiled and kept working. It also misleads: a reader takes it \#
      for a part of how things work. Version control keeps it for whoever wants it back.
      """#,
    crystal: #"""
      A void: matter without a bond to the rest of the lattice.
      """#,
    detection: #"""
      Reported are types, functions, variables, type aliases, plain enum cases and requirements of protocols, of any \#
      access, that no root reaches. Alive is what living code uses in the graph of references, so declarations that \#
      use only each other are dead: the first is reported, the others are its evidence. Roots are: top-level code \#
      and globals of `main.swift`; public declarations of modules that a library product offers or re-exports (in \#
      other modules `public` is no root); what a run time or a macro may find (`@main`, `@objc`, `@IBAction`, \#
      `@Test`, `@_cdecl`, `@usableFromInline`, `dynamic`, any attribute that is not the language's own); types that \#
      inherit from something that nobody here knows, unless they are private; test cases and previews; deprecated \#
      and unavailable declarations; and all of files with syntax errors, of files that a program wrote, of macros \#
      and plugins, of files of no module, of files that stand in the repository twice and of folders of fixtures, \#
      stubs, snapshots and vendored code. In a file that several targets compile, by Xcode's lists or symbolic \#
      links, any mention of the name in another module counts as a use. With its type lives: initialisers, \#
      subscripts, operators, overrides, what the language calls by name (property wrappers, result builders, \#
      `callAsFunction`, `dynamicMember`, interpolation, `main`), test methods, what a protocol or superclass from \#
      elsewhere may ask for, implementations of used requirements, wrapped properties, stored properties that have \#
      no value of their own, hold on to something (subscriptions, tasks, tokens) or stand in a type for which the \#
      compiler or reflection reads them (`Codable`, `Equatable`, `Hashable`, `Error`), cases of enums with raw \#
      values, `CaseIterable` or `Codable`, and names that begin with an underscore. Every token of the name that the \#
      graph does not resolve for sure counts as a use of any declaration of the name that it can see and whose \#
      labels fit, also in an inactive `#if` branch, a key path or as `$name`. The confidence is 0.95 for what one \#
      file shows whole, else 0.9. Where tokens elsewhere spell the name and are known to mean something else it is \#
      0.85; it is lower by 0.2 within `#if` and where a file of the module could not be read in full, by 0.1 where \#
      no build description tells the modules; and at most 0.7 for a variable whose initial value calls something, \#
      for types of test targets that conform to something or have wrapped members (they may be there to compile), \#
      for members of types whose name begins with `NoOp`, and where eight or more of a kind side by side are unused \#
      (a vocabulary that is kept whole). Tests parked by a prefix, `xtestThat` or `disabled_testThat`, are not \#
      reported. Measured without an index at 0.8 and above: 305 of 307 findings true, 92 of 94 in the repositories \#
      that nothing was mended for.
      """#,
    options: [],
    cost: Rule.Cost(
      baseMinutes: 5.0, minutesPerUnit: 0.1, unit: "lines"),
    references: [
      "Romano, Vendome, Scanniello, Poshyvanyk: A multi-study investigation into dead code, IEEE TSE 2020",
    ],
    badExample: #"""
      public struct Scale {
        var grams: Int

        public func inKilograms() -> Double { Double(grams) / 1000 }

        func inOunces() -> Double { Double(grams) / 28.35 }
      }
      """#,
    goodExample: #"""
      public struct Scale {
        var grams: Int

        public func inKilograms() -> Double { divided(by: 1000) }

        func divided(by factor: Double) -> Double { Double(grams) / factor }
      }
      """#)
}
