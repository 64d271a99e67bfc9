// swift-tools-version: 6.1

import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny")
]

let package = Package(
  name: "VenoGuide",
  products: [
    .executable(name: "venoguide", targets: ["VenoGuideCommand"]),
    .library(name: "VenoGuide", targets: ["VenoGuide"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  // One straight line, top to bottom: a target imports only targets above it.
  targets: [
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // a header: what the C library has and Swift's module of it does not
    .systemLibrary(name: "CPosix"),
    // a header: 64 bytes of JSON to bit masks
    .systemLibrary(name: "CStructuralScan"),

    // bytes <-> neutral tree
    .target(
      name: "FHIRSyntax", dependencies: ["CLibXML2", "CStructuralScan", "CZlib"],
      swiftSettings: settings),
    // neutral tree <-> FHIR models
    .target(name: "FHIR", dependencies: ["FHIRSyntax"], swiftSettings: settings),
    // code lists -> one table; Profiles/ -> the binary
    .target(name: "CodeLists", swiftSettings: settings),
    .executableTarget(
      name: "ProfileEmbedder", dependencies: ["CodeLists"], swiftSettings: settings),
    .plugin(
      name: "EmbedProfiles", capability: .buildTool(), dependencies: ["ProfileEmbedder"]),
    .target(name: "EmbeddedProfiles", swiftSettings: settings, plugins: ["EmbedProfiles"]),
    // the patient's case, free of FHIR
    .target(name: "CaseRecord", swiftSettings: settings),
    // case -> recommendation
    .target(name: "Appropriateness", dependencies: ["CaseRecord"], swiftSettings: settings),
    // FHIR models -> case
    .target(
      name: "CaseMapping",
      dependencies: ["FHIRSyntax", "FHIR", "CaseRecord", "CodeLists", "EmbeddedProfiles"],
      swiftSettings: settings),
    // recommendation -> GuidanceResponse, text, page
    .target(
      name: "Guidance", dependencies: ["FHIR", "CaseRecord", "Appropriateness", "CodeLists"],
      swiftSettings: settings),
    // criteria and code lists -> a FHIR package
    .target(
      name: "KnowledgeArtifacts",
      dependencies: [
        "FHIRSyntax", "FHIR", "CodeLists", "EmbeddedProfiles", "CaseRecord", "Appropriateness",
        "CaseMapping", "Guidance",
      ],
      swiftSettings: settings),
    // the library's face
    .target(
      name: "VenoGuide",
      dependencies: [
        "FHIRSyntax", "FHIR", "CaseRecord", "Appropriateness", "CaseMapping", "Guidance",
        "KnowledgeArtifacts", "EmbeddedProfiles",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: settings),
    // folders and Bulk Data exports: ledger, quarantine, report
    .target(
      name: "Batch",
      dependencies: [
        "CPosix", "CStructuralScan", "FHIRSyntax", "FHIR", "CaseRecord", "CaseMapping",
        "Appropriateness", "VenoGuide", "Guidance",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "VenoGuideCommand",
      dependencies: [
        "VenoGuide", "Batch",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    // figures for docs/performance.md
    .executableTarget(
      name: "Benchmark",
      dependencies: ["CaseRecord", "Appropriateness", "EmbeddedProfiles", "VenoGuide"],
      swiftSettings: settings),

    // what must hold for any bytes, for tests and fuzzing
    .target(
      name: "ReaderProperties", dependencies: ["FHIRSyntax"], path: "Tests/ReaderProperties",
      swiftSettings: settings),
    .target(
      name: "ModelProperties", dependencies: ["FHIR", "FHIRSyntax"], path: "Tests/ModelProperties",
      swiftSettings: settings),
    .target(
      name: "GuidanceProperties",
      dependencies: ["FHIRSyntax", "ModelProperties", "ReaderProperties", "VenoGuide"],
      path: "Tests/GuidanceProperties", swiftSettings: settings),

    .testTarget(
      name: "FHIRSyntaxTests",
      dependencies: ["CStructuralScan", "CZlib", "FHIRSyntax", "ReaderProperties"],
      swiftSettings: settings),
    .testTarget(name: "FHIRTests", dependencies: ["FHIR"], swiftSettings: settings),
    .testTarget(name: "CaseRecordTests", dependencies: ["CaseRecord"], swiftSettings: settings),
    .testTarget(
      name: "AppropriatenessTests", dependencies: ["Appropriateness"], swiftSettings: settings),
    .testTarget(
      name: "CaseMappingTests",
      dependencies: ["CaseMapping", "CodeLists", "EmbeddedProfiles"],
      swiftSettings: settings),
    .testTarget(
      name: "GuidanceTests", dependencies: ["Guidance", "FHIRSyntax"], swiftSettings: settings),
    .testTarget(
      name: "KnowledgeArtifactsTests",
      dependencies: ["KnowledgeArtifacts", "FHIRSyntax", "VenoGuide"], swiftSettings: settings),
    .testTarget(
      name: "VenoGuideTests",
      dependencies: [
        "GuidanceProperties", "VenoGuide", .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: settings),
    .testTarget(name: "BatchTests", dependencies: ["Batch", "VenoGuide"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)

// The package as scripts/fuzz builds it: the libraries, what is fuzzed of them instrumented, without other packages.
if Context.environment["VENOGUIDE_FUZZING"] != nil {
  let instrumented = [
    "FHIRSyntax", "FHIR", "CaseRecord", "Appropriateness", "CaseMapping", "Guidance", "VenoGuide",
  ]
  package.products = []
  package.dependencies = []
  package.targets.removeAll { $0.type == .test }
  for target in package.targets {
    target.dependencies.removeAll { if case .productItem = $0 { true } else { false } }
    guard instrumented.contains(target.name) else { continue }
    target.swiftSettings = settings + [.unsafeFlags(["-sanitize=fuzzer"])]
    if target.name == "VenoGuide" { target.dependencies.append("Crypto") }
  }
  package.targets += [
    .target(name: "Crypto", path: "Fuzzing/Crypto", swiftSettings: settings),
    .executableTarget(
      name: "Fuzz", dependencies: ["GuidanceProperties"], path: "Fuzzing",
      exclude: ["Crypto", "Findings"], swiftSettings: settings,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
  ]
}
