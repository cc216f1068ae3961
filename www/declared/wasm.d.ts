/** What browsers have and TypeScript's own list has not yet: WebAssembly that suspends its stack. */
declare namespace WebAssembly {
  class Tag {
    constructor(type: { parameters: string[] });
  }
  var JSTag: Tag | undefined;
  var Suspending: any;
  var promising: any;
}
