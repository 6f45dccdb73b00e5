package cayleyadapter

import (
	"errors"
	"io/fs"
	"strings"
)

// isLocked reports whether LevelDB could not be opened because somebody else has
// it open. It passes on what the system says of its lock.
func isLocked(err error) bool {
	var path *fs.PathError
	return !errors.As(err, &path) && strings.Contains(err.Error(), "temporarily unavailable")
}
