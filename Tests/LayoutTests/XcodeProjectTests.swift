import Model
import Testing

@testable import Snapshot

@Suite struct XcodeProjectTests {
  /// A project with an application, a framework, its tests and an aggregate target, of files in nested groups.
  static let project = """
    // !$*UTF8*$!
    {
      archiveVersion = 1; classes = {}; objectVersion = 56; rootObject = ROOT /* Project object */;
      objects = {
        ROOT = { isa = PBXProject; mainGroup = MAIN; targets = (APP, KIT, TESTS, ALL, ); projectDirPath = ""; };
        MAIN = { isa = PBXGroup; sourceTree = "<group>"; children = (CODE, LOOSE, PRODUCTS, ABROAD); };
        CODE = { isa = PBXGroup; path = "My Code"; sourceTree = "<group>"; children = (KITG, MAINF, VAR, SHARED); };
        KITG = { isa = PBXGroup; name = Kit; sourceTree = "<group>"; children = (KITF); };
        KITF = { isa = PBXFileReference; path = Kit/kit.swift; sourceTree = "<group>"; };
        MAINF = { isa = PBXFileReference; path = "main \\"app\\".swift"; sourceTree = "<group>"; };
        VAR = { isa = PBXVariantGroup; children = (VARF); name = v; path = Base.lproj; sourceTree = "<group>"; };
        VARF = { isa = PBXFileReference; path = texts.swift; sourceTree = "<group>"; };
        SHARED = { isa = PBXFileReference; path = shared.swift; sourceTree = "<group>"; };
        LOOSE = { isa = PBXFileReference; path = "Checks/test.swift"; sourceTree = SOURCE_ROOT; };
        ABROAD = { isa = PBXFileReference; path = "../../abroad.swift"; sourceTree = "<group>"; };
        PRODUCTS = { isa = PBXGroup; sourceTree = "<group>"; children = (KITP); };
        KITP = { isa = PBXFileReference; path = MyKit.framework; sourceTree = BUILT_PRODUCTS_DIR; };

        B1 = { isa = PBXBuildFile; fileRef = MAINF; }; B2 = { isa = PBXBuildFile; fileRef = VAR; };
        B3 = { isa = PBXBuildFile; fileRef = KITF; }; B4 = { isa = PBXBuildFile; fileRef = LOOSE; };
        B5 = { isa = PBXBuildFile; fileRef = SHARED; }; B6 = { isa = PBXBuildFile; fileRef = SHARED; };
        B7 = { isa = PBXBuildFile; fileRef = KITP; }; B8 = { isa = PBXBuildFile; fileRef = ABROAD; };
        B9 = { isa = PBXBuildFile; productRef = REMOTE; };
        SRC1 = { isa = PBXSourcesBuildPhase; files = (B1, B2, B5, B8, GONE); };
        SRC2 = { isa = PBXSourcesBuildPhase; files = (B3); };
        SRC3 = { isa = PBXSourcesBuildPhase; files = (B4, B6); };
        LINK = { isa = PBXFrameworksBuildPhase; files = (B7, B9); };
        RES = { isa = PBXResourcesBuildPhase; files = (B3); };

        APP = { isa = PBXNativeTarget; name = "Demo App"; productType = "com.apple.product-type.application";
          buildPhases = (SRC1, LINK, RES); dependencies = (); buildConfigurationList = CL1; };
        KIT = { isa = PBXNativeTarget; name = "MyKit iOS"; productType = "com.apple.product-type.framework";
          buildPhases = (SRC2); dependencies = (); productReference = KITP; buildConfigurationList = CL2; };
        TESTS = { isa = PBXNativeTarget; name = "A Tests"; productType = "com.apple.product-type.bundle.unit-test";
          buildPhases = (SRC3); dependencies = (D1, D2); packageProductDependencies = (LOCAL); };
        ALL = { isa = PBXAggregateTarget; name = All; buildPhases = (SRC2); };
        D1 = { isa = PBXTargetDependency; target = APP; };
        D2 = { isa = PBXTargetDependency; targetProxy = PROXY; };
        PROXY = { isa = PBXContainerItemProxy; containerPortal = ROOT; remoteGlobalIDString = KIT; proxyType = 1; };
        LOCAL = { isa = XCSwiftPackageProductDependency; productName = Helpers; };
        REMOTE = { isa = XCSwiftPackageProductDependency; productName = Helpers; package = REF; };
        REF = { isa = XCRemoteSwiftPackageReference; repositoryURL = "https://github.com/apple/swift-log"; };
        CL1 = { isa = XCConfigurationList; buildConfigurations = (C1); };
        C1 = { isa = XCBuildConfiguration; buildSettings = { PRODUCT_NAME = "$(TARGET_NAME)"; }; name = Debug; };
        CL2 = { isa = XCConfigurationList; buildConfigurations = (C2); };
        C2 = { isa = XCBuildConfiguration; buildSettings = { PRODUCT_MODULE_NAME = MyKit; }; name = Debug; };
      };
    }
    """

  private static let files = [
    "ios/Demo.xcodeproj/project.pbxproj": project,
    "ios/My Code/Kit/kit.swift": "", "ios/My Code/main \"app\".swift": "", "ios/My Code/Base.lproj/texts.swift": "",
    "ios/My Code/shared.swift": "", "ios/Checks/test.swift": "", "ios/unlisted.swift": "", "root.swift": "",
  ]

  @Test func targetsOwnTheFilesOfTheirSourcePhases() {
    let snapshot = WrittenSnapshot(Self.files)
    let layout = snapshot.layout
    #expect(layout.gaps.isEmpty)
    #expect(
      snapshot.filesByModule == [
        "": ["root.swift"],
        "A Tests": ["ios/Checks/test.swift"],
        "Demo App": [
          "ios/My Code/Base.lproj/texts.swift", "ios/My Code/main \"app\".swift", "ios/My Code/shared.swift",
        ],
        "MyKit iOS": ["ios/My Code/Kit/kit.swift"],
        "ios": ["ios/unlisted.swift"],
      ])
    #expect(layout.modules.map(\.kind) == [.test, .executable, .library, .folder])
    #expect(layout.modules.map(\.importName) == ["A_Tests", "Demo_App", "MyKit", "ios"])
    #expect(layout["Demo App"]?.packagePath == "ios")
  }

  @Test func aFileThatTwoTargetsCompileIsShared() {
    let snapshot = WrittenSnapshot(Self.files)
    let layout = snapshot.layout
    let swift = snapshot.files.filter { $0.kind.isSource }
    #expect(swift.indices.filter { layout.isShared(file: $0) }.map { swift[$0].path } == ["ios/My Code/shared.swift"])
    #expect(WrittenSnapshot(["a.swift": ""]).layout.isShared.isEmpty)
  }

  @Test func dependenciesComeFromTargetsProxiesAndLinking() {
    let layout = WrittenSnapshot(Self.files).layout
    #expect(layout.dependencies(of: "A Tests") == ["Demo App", "MyKit iOS"])
    #expect(layout["A Tests"]?.externalDependencies == ["Helpers"])
    #expect(layout.dependencies(of: "Demo App") == ["MyKit iOS"])
  }

  @Test func packagesOwnFilesBeforeProjects() {
    var files = Self.files
    files["ios/Package.swift"] = """
      // swift-tools-version: 6.0
      import PackageDescription
      let package = Package(
        name: "P", products: [.library(name: "Helpers", targets: ["MyKit"])],
        targets: [.target(name: "MyKit", path: "My Code/Kit")])
      """
    let snapshot = WrittenSnapshot(files)
    let layout = snapshot.layout
    #expect(layout.names == ["A Tests", "Demo App", "MyKit"])
    #expect(snapshot.filesByModule["MyKit"] == ["ios/My Code/Kit/kit.swift"])
    #expect(snapshot.filesByModule[""] == ["ios/Package.swift", "ios/unlisted.swift", "root.swift"])
    // The framework target is the package's module, built another way; the local product is it, the remote one is not.
    #expect(layout.dependencies(of: "A Tests") == ["Demo App", "MyKit"])
    #expect(layout["A Tests"]?.externalDependencies == [])
    #expect(layout.dependencies(of: "Demo App") == ["MyKit"])
    #expect(layout["Demo App"]?.externalDependencies == ["Helpers"])
  }

  @Test func synchronizedFoldersNeedNoList() {
    let project = """
      { rootObject = ROOT; objects = {
        ROOT = { isa = PBXProject; mainGroup = MAIN; targets = (APP, EXT); };
        MAIN = { isa = PBXGroup; sourceTree = "<group>"; children = (SYNC, GROUP); };
        GROUP = { isa = PBXGroup; path = Deep; sourceTree = "<group>"; children = (SYNC2); };
        SYNC = { isa = PBXFileSystemSynchronizedRootGroup; path = App; sourceTree = "<group>"; exceptions = (E1, E2); };
        SYNC2 = { isa = PBXFileSystemSynchronizedRootGroup; path = Extension; sourceTree = "<group>"; };
        E1 = { isa = PBXFileSystemSynchronizedBuildFileExceptionSet; target = APP; membershipExceptions = (Info.plist, "Old/x.swift", Drafts); };
        E2 = { isa = PBXFileSystemSynchronizedBuildFileExceptionSet; target = EXT; membershipExceptions = ("Shared/s.swift", "Old/x.swift"); };
        APP = { isa = PBXNativeTarget; name = App; productType = "com.apple.product-type.application"; fileSystemSynchronizedGroups = (SYNC); };
        EXT = { isa = PBXNativeTarget; name = Ext; productType = "com.apple.product-type.app-extension"; fileSystemSynchronizedGroups = (SYNC2); };
      }; }
      """
    let snapshot = WrittenSnapshot([
      "A.xcodeproj/project.pbxproj": project, "App/a.swift": "", "App/Shared/s.swift": "", "App/Old/x.swift": "",
      "App/Drafts/d.swift": "", "Deep/Extension/e.swift": "",
    ])
    #expect(
      snapshot.filesByModule == [
        "App": ["App/Shared/s.swift", "App/a.swift"],
        "App (folder)": ["App/Drafts/d.swift"],
        "Ext": ["App/Old/x.swift", "Deep/Extension/e.swift"],
      ])
    // The extension compiles a file that the application owns.
    #expect(snapshot.layout.dependencies(of: "Ext") == ["App"])
  }

  @Test func projectsInOneFolderAreToldApart() {
    let snapshot = WrittenSnapshot([
      "X/One.xcodeproj/project.pbxproj": Self.project, "X/My Code/Kit/kit.swift": "",
      "X/Two.xcodeproj/project.pbxproj": Self.project.replacing("Kit/kit.swift", with: "Kit/other.swift"),
      "X/My Code/Kit/other.swift": "",
    ])
    #expect(snapshot.layout.names == ["X/One.xcodeproj/MyKit iOS", "X/Two.xcodeproj/MyKit iOS"])
  }

  @Test func targetOfAnotherProjectIsADependency() {
    let user = """
      { rootObject = R; objects = {
        R = { isa = PBXProject; mainGroup = M; targets = (T); };
        M = { isa = PBXGroup; sourceTree = "<group>"; children = (F, P); };
        F = { isa = PBXFileReference; path = a.swift; sourceTree = "<group>"; };
        P = { isa = PBXFileReference; path = ../ios/Demo.xcodeproj; sourceTree = "<group>"; };
        B = { isa = PBXBuildFile; fileRef = F; };
        S = { isa = PBXSourcesBuildPhase; files = (B); };
        T = { isa = PBXNativeTarget; name = User; buildPhases = (S); dependencies = (D);
          productType = "com.apple.product-type.tool"; };
        D = { isa = PBXTargetDependency; targetProxy = X; };
        X = { isa = PBXContainerItemProxy; containerPortal = P; remoteGlobalIDString = KIT; };
      }; }
      """
    var files = Self.files
    files["user/User.xcodeproj/project.pbxproj"] = user
    files["user/a.swift"] = ""
    #expect(WrittenSnapshot(files).layout.dependencies(of: "User") == ["MyKit iOS"])
  }

  @Test func groupsInCirclesEnd() {
    let project = """
      { rootObject = R; objects = {
        R = { isa = PBXProject; mainGroup = M; targets = (T, T); };
        M = { isa = PBXGroup; path = a; sourceTree = "<group>"; children = (M, N); };
        N = { isa = PBXGroup; path = b; sourceTree = "<group>"; children = (M, N); };
        T = { isa = PBXNativeTarget; name = T; buildPhases = (T, M); dependencies = (T); };
      }; }
      """
    let layout = WrittenSnapshot(["P.xcodeproj/project.pbxproj": project, "a/x.swift": ""]).layout
    #expect(layout.names == ["a"])
  }

  @Test(arguments: [
    ("<?xml version=\"1.0\"?><plist/>", "line 1: it is a XML property list; save the project with Xcode"),
    ("bplist00", "line 1: it is a binary property list; save the project with Xcode"),
    ("{\n\"objects\": {}\n}", "line 2: it is written as JSON; save the project with Xcode"),
    ("{\n a = (1, 2;\n}", "line 2: ',' or ')' is missing"),
    ("{ a = \"open; }", "line 1: a string is not closed"),
    ("{ a = 1 /* open }", "line 1: a comment is not closed"),
    ("{ a = 1; } }", "line 1: something follows the property list"),
    ("{ a = 1; }", "it has no root object"),
    ("// nothing", "line 1: it ends too early"),
  ])
  func brokenProjectIsAGap(text: String, reason: String) {
    let snapshot = WrittenSnapshot(["App.xcodeproj/project.pbxproj": text, "App/a.swift": ""])
    #expect(snapshot.layout.names == ["App"])
    #expect(
      snapshot.layout.gaps == [
        Coverage.Gap(path: "App.xcodeproj/project.pbxproj", reason: "the Xcode project was not read: " + reason)
      ])
  }
}

@Suite struct PropertyListTests {
  private func parse(_ text: String) throws -> PropertyList {
    try Array(text.utf8).withUnsafeBufferPointer { try PropertyListParser.parse($0) }
  }

  @Test func valuesOfEveryForm() throws {
    let list = try parse(
      #"{ a = plain/path.swift; "b c" = "q\"\n\U00e9\101"; 'd' = (1, "two", (3,),); e = { }; f = <00 ff>; /* c */ g = é; }"#
    )
    #expect(list["a"] == .string("plain/path.swift"))
    #expect(list["b c"] == .string("q\"\né" + "A"))
    #expect(list["d"] == .array([.string("1"), .string("two"), .array([.string("3")])]))
    #expect(list["e"] == .dictionary([:]))
    #expect(list["f"] == .string("<00 ff>"))
    #expect(list["g"] == .string("é"))
  }

  @Test func depthIsLimited() throws {
    let allowed = String(repeating: "(", count: 60) + String(repeating: ")", count: 60)
    #expect(throws: Never.self) { try parse(allowed) }
    #expect(throws: PropertyListError(line: 1, reason: "it is nested more than 64 levels deep")) {
      try parse(String(repeating: "(", count: 100_000))
    }
  }
}
