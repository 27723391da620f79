import Model

/// Turns the objects of a `project.pbxproj` into an ``XcodeProject``.
///
/// Build settings in `xcconfig` files, build rules and scripts are not read. References that lead nowhere, in circles or
/// out of the repository are passed over.
struct XcodeProjectReader {
  /// Project files above this size are not read.
  static let maximumSize = 64 << 20

  private let project: String
  private let objects: [String: PropertyList]
  private let rootID: String
  private let root: PropertyList
  /// Path of each file or folder object that lies in the repository.
  private var paths: [String: String] = [:]
  /// The synchronized folders among them, in the order of their ids.
  private var synchronizedGroups: [(id: String, path: String)] = []

  /// Reads the project at `path` (`….xcodeproj/project.pbxproj`); a gap where it cannot be read.
  static func read(path: String, bytes: UnsafeBufferPointer<UInt8>) -> (project: XcodeProject?, gap: Coverage.Gap?) {
    func gap(_ reason: String) -> (XcodeProject?, Coverage.Gap?) {
      (nil, Coverage.Gap(path: path, reason: "the Xcode project was not read: " + reason))
    }
    if bytes.count > maximumSize { return gap("it is larger than \(maximumSize >> 20) MiB") }
    do {
      let list = try PropertyListParser.parse(bytes)
      guard let objects = list["objects"]?.dictionary, let rootID = list["rootObject"]?.string,
        let root = objects[rootID]
      else { return gap("it has no root object") }
      var reader = XcodeProjectReader(
        project: RelativePath.folder(of: path), objects: objects, rootID: rootID, root: root)
      return (reader.read(), nil)
    } catch {
      return gap("line \(error.line): \(error.reason)")
    }
  }

  private init(project: String, objects: [String: PropertyList], rootID: String, root: PropertyList) {
    self.project = project
    self.objects = objects
    self.rootID = rootID
    self.root = root
  }

  private mutating func read() -> XcodeProject {
    let folder = RelativePath.folder(of: project)
    let sourceRoot = RelativePath.resolve(root["projectDirPath"]?.string ?? "", from: folder) ?? folder
    resolvePaths(sourceRoot: sourceRoot)
    for (id, path) in paths where objects[id]?["isa"]?.string == "PBXFileSystemSynchronizedRootGroup" {
      synchronizedGroups.append((id, path))
    }
    synchronizedGroups.sort { $0.id < $1.id }
    let ids = (root["targets"]?.strings ?? []).filter { objects[$0]?["isa"]?.string == "PBXNativeTarget" }
    return XcodeProject(path: project, targets: ids.compactMap { target($0) })
  }

  // MARK: Paths

  /// Walks the tree of groups from the main group; an object is visited once.
  private mutating func resolvePaths(sourceRoot: String) {
    guard let main = root["mainGroup"]?.string else { return }
    var visited: Set<String> = []
    // Nil is the path of what lies out of the repository or in a build folder.
    var pending: [(id: String, parent: String?)] = [(main, sourceRoot)]
    while let (id, parent) = pending.popLast() {
      guard visited.insert(id).inserted, let object = objects[id] else { continue }
      let path = path(of: object, parent: parent, sourceRoot: sourceRoot)
      if let path { paths[id] = path }
      for child in object["children"]?.strings ?? [] { pending.append((child, path)) }
    }
  }

  private func path(of object: PropertyList, parent: String?, sourceRoot: String) -> String? {
    let base: String?
    switch object["sourceTree"]?.string ?? "<group>" {
    case "<group>": base = parent
    case "SOURCE_ROOT": base = sourceRoot
    default: base = nil
    }
    guard let base else { return nil }
    return RelativePath.resolve(object["path"]?.string ?? "", from: base)
  }

  // MARK: Targets

  private func target(_ id: String) -> XcodeProject.Target? {
    guard let object = objects[id], let name = object["name"]?.string else { return nil }
    var files: [String] = []
    for phase in object["buildPhases"]?.strings ?? [] {
      guard let phase = objects[phase], phase["isa"]?.string == "PBXSourcesBuildPhase" else { continue }
      for file in phase["files"]?.strings ?? [] {
        guard let reference = objects[file]?["fileRef"]?.string else { continue }
        files += self.files(of: reference)
      }
    }
    return XcodeProject.Target(
      id: id, name: name, moduleName: moduleName(of: object, targetName: name),
      kind: kind(of: object["productType"]?.string ?? ""),
      product: object["productReference"]?.string.flatMap { objects[$0]?["path"]?.string }, files: files,
      folders: folders(of: object, id), dependencies: dependencies(of: object))
  }

  /// The Swift files of a reference: its own, or those of a variant group's children.
  private func files(of reference: String) -> [String] {
    let children = objects[reference]?["children"]?.strings ?? []
    return ([reference] + children).compactMap { paths[$0] }.filter { $0.hasSuffix(".swift") }
  }

  private func kind(of productType: String) -> XcodeProject.Kind {
    if productType.hasSuffix("unit-test") || productType.hasSuffix("ui-testing") { return .test }
    let last = productType.split(separator: ".").last ?? ""
    if productType.contains("framework") || productType.contains("library") || last == "bundle" { return .library }
    return .executable
  }

  /// The module's name: `PRODUCT_MODULE_NAME` or `PRODUCT_NAME` where a configuration gives it literally, else the
  /// target's name; made an identifier.
  private func moduleName(of target: PropertyList, targetName: String) -> String {
    let list = target["buildConfigurationList"]?.string.flatMap { objects[$0] }
    let settings = (list?["buildConfigurations"]?.strings ?? []).compactMap { objects[$0]?["buildSettings"] }
    for key in ["PRODUCT_MODULE_NAME", "PRODUCT_NAME"] {
      for setting in settings {
        if let value = setting[key]?.string, !value.isEmpty, !value.contains("$") {
          return ModuleName.identifier(value)
        }
      }
    }
    return ModuleName.identifier(targetName)
  }

  private func folders(of target: PropertyList, _ id: String) -> [XcodeProject.SynchronizedFolder] {
    let own = target["fileSystemSynchronizedGroups"]?.strings ?? []
    var result: [XcodeProject.SynchronizedFolder] = []
    for (group, path) in synchronizedGroups {
      var exceptions: Set<String> = []
      for set in objects[group]?["exceptions"]?.strings ?? [] {
        guard let set = objects[set], set["isa"]?.string == "PBXFileSystemSynchronizedBuildFileExceptionSet",
          set["target"]?.string == id
        else { continue }
        for file in set["membershipExceptions"]?.strings ?? [] {
          if let resolved = RelativePath.resolve(file, from: path) { exceptions.insert(resolved) }
        }
      }
      let isMember = own.contains(group)
      if !isMember && exceptions.isEmpty { continue }
      result.append(.init(path: path, exceptions: exceptions, holdsOnlyExceptions: !isMember))
    }
    return result
  }

  // MARK: Dependencies

  private func dependencies(of target: PropertyList) -> [XcodeProject.Dependency] {
    var result: [XcodeProject.Dependency] = []
    for id in target["dependencies"]?.strings ?? [] {
      guard let object = objects[id] else { continue }
      if let id = object["target"]?.string {
        result.append(.target(id))
      } else if let proxy = object["targetProxy"]?.string.flatMap({ objects[$0] }) {
        if let found = foreign(proxy) { result.append(found) }
      }
    }
    for id in target["packageProductDependencies"]?.strings ?? [] {
      if let product = product(id) { result.append(product) }
    }
    for phase in target["buildPhases"]?.strings ?? [] {
      guard let phase = objects[phase], phase["isa"]?.string == "PBXFrameworksBuildPhase" else { continue }
      for file in phase["files"]?.strings ?? [] {
        // What another target builds may be linked without being declared a dependency.
        if let reference = objects[file]?["fileRef"]?.string.flatMap({ objects[$0] }),
          reference["sourceTree"]?.string == "BUILT_PRODUCTS_DIR", let product = reference["path"]?.string
        {
          result.append(.builtProduct(product))
        } else if let reference = objects[file]?["productRef"]?.string, let product = product(reference) {
          result.append(product)
        }
      }
    }
    return result
  }

  private func foreign(_ proxy: PropertyList) -> XcodeProject.Dependency? {
    guard let id = proxy["remoteGlobalIDString"]?.string, let portal = proxy["containerPortal"]?.string else {
      return nil
    }
    if portal == rootID { return .target(id) }
    return paths[portal].map { .foreignTarget(project: $0, id: id) }
  }

  private func product(_ id: String) -> XcodeProject.Dependency? {
    guard let object = objects[id], let name = object["productName"]?.string else { return nil }
    let package = object["package"]?.string.flatMap { objects[$0]?["isa"]?.string }
    // A build plugin is written `plugin:Name`; no code imports it.
    if name.hasPrefix("plugin:") { return nil }
    return .product(name, isRemote: package == "XCRemoteSwiftPackageReference")
  }
}
