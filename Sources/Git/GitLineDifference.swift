import CLibgit2
package import Model

extension GitRepository {
  /// The runs of lines in which two texts differ, as `git diff -U0` shows them, in order. No attribute, filter or text
  /// conversion of the repository has a say; both count as text whatever they hold.
  package static func hunks(
    from old: UnsafeBufferPointer<UInt8>, to new: UnsafeBufferPointer<UInt8>
  ) throws -> [LineHunk] {
    try GitLibrary.prepare()
    var options = git_diff_options()
    git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION))
    options.context_lines = 0
    options.interhunk_lines = 0
    options.flags = GIT_DIFF_FORCE_TEXT.rawValue
    let box = HunkList()
    let code = git_diff_buffers(
      old.baseAddress, old.count, nil, new.baseAddress, new.count, nil, &options, nil, nil,
      { _, hunk, payload in
        guard let hunk = hunk?.pointee, let payload else { return 0 }
        Unmanaged<HunkList>.fromOpaque(payload).takeUnretainedValue().hunks.append(
          LineHunk(
            oldStart: Int(hunk.old_start), oldCount: Int(hunk.old_lines), newStart: Int(hunk.new_start),
            newCount: Int(hunk.new_lines)))
        return 0
      }, nil, Unmanaged.passUnretained(box).toOpaque())
    try GitFailure.check(code, "compare two texts", advice: "This is a fault of xtal: please report it.")
    return box.hunks
  }

  /// A class because libgit2 hands it back to the function that it calls for each hunk.
  private final class HunkList {
    var hunks: [LineHunk] = []
  }
}
