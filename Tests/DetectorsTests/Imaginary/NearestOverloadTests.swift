import Testing

@testable import Detectors

/// Which overload a wrong call most likely means.
struct NearestOverloadTests {
  @Test func parametersLeftOutWeighLittle() {
    let overloads = ["make(headers:webSocket:)", "make(version:statusCode:headers:body:)"]
    #expect(NearestOverload.nearest(to: "make(statussCode:)", among: overloads) == overloads[1])
    #expect(NearestOverload.nearest(to: "make(webSockett:)", among: overloads) == overloads[0])
  }

  @Test func aLabelTooManyOrTooFewIsNearerThanNone() {
    let overloads = ["resume()", "resume(returning:)", "resume(throwing:)"]
    #expect(NearestOverload.nearest(to: "resume(_:)", among: overloads) == "resume(returning:)")
    #expect(NearestOverload.nearest(to: "resume(throwin:)", among: overloads) == "resume(throwing:)")
  }

  @Test func thereMayBeNone() {
    #expect(NearestOverload.nearest(to: "f(_:)", among: []) == nil)
    #expect(NearestOverload.nearest(to: "f", among: ["f(a:)"]) == "f(a:)")
  }
}
