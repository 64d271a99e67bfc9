import CLibXML2

extension XMLScanner {
  func startResource(_ element: Start) {
    let offset = offset
    principalCodings.removeAll(keepingCapacity: true)
    isRecognized = false
    isInPrincipal = false
    isInReference = false
    part = .skippedResource
    selection = .skip
    let place = outer.tagStart(before: offset)
    if entry.type != nil { return breach(.twoResources, at: place) }
    guard element.namespace == outer.names.fhir else {
      return breach(.otherNamespace, at: place)
    }
    guard (0x41...0x5A).contains(element.name.pointee) else {
      return breach(.noResource, at: place)
    }
    let type = UnsafeRawBufferPointer(start: element.name, count: element.name.length)
    (entry.type, selection) = types.find(type, selector)
    guard selection != .skip else { return }
    part = .recordedResource
    recorder.tape.removeAll()
    recorder.start(element, offset: offset)
    frames[depth] = Frame()
  }

  private func breach(_ reason: Fault.Reason, at place: Int) {
    entry.fault = entry.fault ?? Fault(reason, at: place)
  }

  func startRecorded(_ element: Start) {
    let isInDiv = recorder.isInsideDiv
    recorder.start(element, offset: offset)
    if isInDiv { return }
    if depth <= Self.resourceDepth + 2 { noteField(element, element.value(of: names.value)) }
    guard selection == .whenCoded else { return }
    frames[depth] = Frame(
      isInExtension: frames[depth - 1].isInExtension || element.name == names.extension)
    if element.name == names.system {
      frames[depth - 1].system = recorder.latestValue
    } else if element.name == names.code {
      frames[depth - 1].code = recorder.latestValue
    } else if element.name == names.value {
      frames[depth - 1].hasValue = true
    }
  }

  /// Looks at the elements of a resource, and at those of its `subject` or `patient`.
  func noteField(_ element: Start, _ value: UnsafeBufferPointer<UInt8>?) {
    if depth == Self.resourceDepth + 1 {
      if element.name == names.id {
        if let value { entry.id = String(decoding: value, as: UTF8.self).nonEmpty }
      } else if element.name == names.subject || element.name == names.patient {
        isInReference = true
        isSubject = element.name == names.subject
      } else if selection == .whenCoded {
        isInPrincipal = names.principal.contains(element.name)
      }
    } else if isInReference, element.name == names.reference, let value {
      // Where there are both, `subject` holds; of several the first.
      if isSubject ? !entry.hasSubject : entry.subject == nil {
        entry.subject = texts.string(UnsafeRawBufferPointer(value)).nonEmpty
        entry.hasSubject = isSubject
      }
    }
  }

  func endField() {
    isInReference = false
    isInPrincipal = false
    guard depth == Self.resourceDepth else { return }
    endResource()
    part = .wrapper
  }

  func endCoding() {
    guard selection == .whenCoded, depth > Self.resourceDepth, !recorder.isInsideDiv else {
      return
    }
    let frame = frames[depth]
    guard let system = frame.system, let code = frame.code, !frame.hasValue else { return }
    frames[depth] = Frame(isInExtension: frame.isInExtension)
    let isWanted = isInPrincipal && !frame.isInExtension
    let answer = recorder.tape.bytes.withUnsafeBytes { bytes in
      codings.look(
        UnsafeRawBufferPointer(rebasing: bytes[system]),
        UnsafeRawBufferPointer(rebasing: bytes[code]), wantsCoding: isWanted, selector)
    }
    if answer.isRecognized { isRecognized = true }
    if let coding = answer.coding { principalCodings.append(coding) }
  }

  private func endResource() {
    guard entry.fault == nil else { return }
    switch selection {
    case .skip: entry.isLeftOut = true
    case .whenCoded where !isRecognized && !principalCodings.isEmpty: entry.isLeftOut = true
    case .always, .whenCoded:
      do throws(Fault) {
        entry.resource = try build(recorder) { builder throws(Fault) in
          try builder.resource(at: 0, name: "resource")
        }
      } catch {
        guard error.costsOnlyEntry else { return stop(error) }
        entry.fault = error
      }
    }
  }
}

extension XMLEvents.Name {
  /// How long the name is.
  fileprivate var length: Int {
    var end = self
    while end.pointee != 0 { end += 1 }
    return end - self
  }
}
