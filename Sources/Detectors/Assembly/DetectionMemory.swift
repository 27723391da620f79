import Facts
import Graph
import Synchronization

/// What runs over one graph after another hand on, so that a run reads anew only what the one before it did not have.
///
/// Nothing in it changes what a run finds: each entry is kept with all that it was made from, and is used only where that
/// is the same. It holds what the last run's files needed and no more. Runs that share one must not overlap.
///
/// A class because detectors on several threads share one.
package final class DetectionMemory: Sendable {
  private let known = Mutex<[ObjectIdentifier: FileNotes]>([:])
  /// By index in the layout the files of a module and what they declare, of this run and of the one before it.
  private let modules = Mutex<(last: [Int: Module], current: [Int: Module])>(([:], [:]))
  /// The modules of the library that the last graph saw, and how often they have changed.
  private let library = Mutex<(modules: [LibraryModule], generation: Int)>(([], 0))

  /// The rules of the last run's file detectors, and how often they have changed.
  private let fileRules = Mutex<(rules: [FileRule], generation: Int)>(([], 0))
  /// See ``PlaneMemory``.
  let planes = PlaneMemory()

  package init() {}

  private struct Module {
    var files: [FileNotes]
    var contents: ModuleContents
  }

  /// Begins a run: the notes on each file of its graph. Those on other files are forgotten.
  func notes(on graph: CodeGraph) -> [FileNotes] {
    modules.withLock { $0 = ($0.current, [:]) }
    planes.begin()
    return known.withLock { known in
      var current = [ObjectIdentifier: FileNotes](minimumCapacity: graph.files.count)
      let notes = graph.files.indices.map { index in
        // The notes keep the facts alive, so that no others can have their address.
        let identity = ObjectIdentifier(graph.files[index].facts)
        let notes = current[identity] ?? known[identity] ?? FileNotes(graph.files[index].facts)
        current[identity] = notes
        return notes
      }
      known = current
      return notes
    }
  }

  /// What some files declare that are a module of the graph.
  func contents(ofModule index: Int, files: [FileNotes]) -> ModuleContents {
    modules.withLock { modules in
      let known = modules.current[index] ?? modules.last[index]
      let isSame = known?.files.elementsEqual(files, by: ===) == true
      let contents = isSame ? known?.contents : nil
      let module = Module(files: files, contents: contents ?? ModuleContents(of: files.map(\.declared)))
      modules.current[index] = module
      return module.contents
    }
  }

  /// A number that stays as long as runs have the same file detectors.
  func generation(ofFileRules rules: [FileRule]) -> Int {
    fileRules.withLock { known in
      if known.rules != rules { known = (rules, known.generation + 1) }
      return known.generation
    }
  }

  /// A number that stays as long as the graphs see the same modules of the library.
  func generation(ofLibrary modules: [LibraryModule]) -> Int {
    library.withLock { known in
      let isSame = known.modules.elementsEqual(modules) { left, right in
        left.name == right.name && left.origin == right.origin && left.parts.elementsEqual(right.parts, by: ===)
      }
      if !isSame { known = (modules, known.generation + 1) }
      return known.generation
    }
  }
}
