/// Modules that come with the toolchain or the platform's SDK, so that no manifest declares them. Not all there are.
enum SystemModules {
  private static let names: Set<String> = [
    "Swift", "_Concurrency", "_StringProcessing", "_Differentiation", "_Backtracing", "Builtin", "Cxx", "CxxStdlib",
    "Distributed", "Observation", "RegexBuilder", "Runtime", "Synchronization", "SwiftOnoneSupport", "Testing",
    "XCTest", "PackageDescription", "PackagePlugin", "CompilerPluginSupport",
    "Foundation", "FoundationEssentials", "FoundationInternationalization", "FoundationNetworking", "FoundationXML",
    "Dispatch", "os", "OSLog",
    "Darwin", "Glibc", "Musl", "Bionic", "Android", "WASILibc", "WinSDK", "CRT", "ucrt", "MachO", "ObjectiveC",
    "CDispatch", "CoreFoundation", "CFNetwork", "JavaScriptKit",
    "Accelerate", "Accessibility", "AppKit", "AppIntents", "AuthenticationServices", "AVFoundation", "AVKit",
    "BackgroundTasks", "CloudKit", "Combine", "Compression", "Contacts", "CoreAudio", "CoreBluetooth", "CoreData",
    "CoreGraphics", "CoreImage", "CoreLocation", "CoreMedia", "CoreML", "CoreMotion", "CoreServices",
    "CoreSpotlight", "CoreText", "CoreTelephony", "CoreVideo", "CryptoKit", "CryptoTokenKit", "EventKit",
    "GameKit", "HealthKit", "HomeKit", "ImageIO", "IOKit", "JavaScriptCore", "LocalAuthentication", "MapKit",
    "MediaPlayer", "MessageUI", "Metal", "MetalKit", "NaturalLanguage", "Network", "NetworkExtension",
    "NotificationCenter", "PDFKit", "Photos", "PhotosUI", "QuartzCore", "QuickLook", "ReplayKit", "SafariServices",
    "SceneKit", "Security", "ServiceManagement", "Social", "Speech", "SpriteKit", "StoreKit", "SwiftData",
    "SwiftUI", "SystemConfiguration", "UIKit", "UniformTypeIdentifiers", "UserNotifications", "VideoToolbox",
    "Vision", "WatchKit", "WebKit", "WidgetKit", "simd", "sqlite3", "zlib", "UIKitCore", "TabularData", "Charts",
    "TipKit", "PushKit", "CallKit", "DeveloperToolsSupport", "ExtensionFoundation",
  ]

  static func contains(_ name: String) -> Bool { names.contains(name) }
}
