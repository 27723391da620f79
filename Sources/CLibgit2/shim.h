// The C interface of libgit2, found through pkg-config. All that is our own here: libgit2 takes its options through one
// function with variable arguments, which Swift does not import.
#include <git2.h>
#include <git2/sys/repository.h>
#include <git2/sys/odb_backend.h>

static inline int xtal_git_set_search_path(git_config_level_t level, const char *path) {
  return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}

static inline int xtal_git_set_owner_validation(int enabled) {
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

static inline int xtal_git_set_extensions(const char **names, size_t count) {
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, count);
}
