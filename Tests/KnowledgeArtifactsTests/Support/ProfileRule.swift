import FHIRSyntax

/// What the differential of a profile says of one element, and of the elements inside.
struct ProfileRule {
  /// How slices are told apart.
  enum Discriminator {
    /// By the type of a resource; `nil` when the element is the resource.
    case type(String?)
    /// By the fixed value of an element, by its path.
    case value([String])
  }

  private(set) var min = 0
  private(set) var max = Int.max
  /// Types that are allowed; empty for any.
  private(set) var types: [String] = []
  /// Ids of profiles for what stands here.
  private(set) var profiles: [String] = []
  /// Canonical URLs of profiles for what is referred to.
  private(set) var targets: [String] = []
  private(set) var fixed: String?
  /// The ValueSet of a required binding.
  private(set) var valueSet: String?
  private(set) var discriminators: [Discriminator] = []
  private(set) var isOrdered = false
  /// By name, `value[x]` for choices; slices under the name that they slice.
  private(set) var children: [(name: String, rule: ProfileRule)] = []
  private(set) var slices: [(name: String, rule: ProfileRule)] = []

  private init() {}

  init(of structure: FHIRNode) {
    for element in structure["differential"]?.all("element") ?? [] {
      let steps = (element["id"]?.text ?? "").split(separator: ".").dropFirst().map(String.init)
      add(element, steps[...])
    }
  }

  func child(_ name: String) -> ProfileRule? { children.first { $0.name == name }?.rule }

  private mutating func add(_ element: FHIRNode, _ steps: ArraySlice<String>) {
    guard let step = steps.first else { return take(element) }
    let parts = step.split(separator: ":").map(String.init)
    let at = Self.place(of: parts[0], in: &children)
    if parts.count == 1 {
      children[at].rule.add(element, steps.dropFirst())
    } else {
      let slice = Self.place(of: parts[1], in: &children[at].rule.slices)
      children[at].rule.slices[slice].rule.add(element, steps.dropFirst())
    }
  }

  private static func place(
    of name: String, in rules: inout [(name: String, rule: ProfileRule)]
  ) -> Int {
    if let at = rules.firstIndex(where: { $0.name == name }) { return at }
    rules.append((name, ProfileRule()))
    return rules.count - 1
  }

  private mutating func take(_ element: FHIRNode) {
    min = element["min"]?.text.flatMap { Int($0) } ?? 0
    max = element["max"]?.text.flatMap { Int($0) } ?? .max
    let types = element.all("type")
    self.types = types.compactMap { $0["code"]?.text }
    profiles = types.flatMap { $0.all("profile") }
      .compactMap { $0.text?.split(separator: "/").last.map(String.init) }
    targets = types.flatMap { $0.all("targetProfile") }.compactMap(\.text)
    fixed = element.children.first { $0.name.hasPrefix("fixed") }?.text
    if let binding = element["binding"], binding["strength"]?.text == "required" {
      valueSet = binding["valueSet"]?.text
    }
    let slicing = element["slicing"]
    isOrdered = slicing?["ordered"]?.text == "true"
    discriminators = (slicing?.all("discriminator") ?? []).map { discriminator in
      let path = discriminator["path"]?.text ?? ""
      return discriminator["type"]?.text == "type"
        ? .type(path == "$this" ? nil : path)
        : .value(path.split(separator: ".").map(String.init))
    }
  }
}
