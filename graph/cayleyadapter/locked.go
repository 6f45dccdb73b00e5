package cayleyadapter

import (
	"errors"
	"io/fs"
	"strings"

	"github.com/boltdb/bolt"
)

// isLocked reports whether a backend could not be opened because somebody else
// has it open. LevelDB passes on what the system says of its lock.
func isLocked(err error) bool {
	var path *fs.PathError
	return errors.Is(err, bolt.ErrTimeout) ||
		!errors.As(err, &path) && strings.Contains(err.Error(), "temporarily unavailable")
}
