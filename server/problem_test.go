package server

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"diplograph/graph"
)

// What keeps a store from writing is told without what only the log is to have.
func TestProblemsOfTheStore(t *testing.T) {
	disk := errors.New("write /srv/db/quads/000004.log: no space left on device")
	for _, test := range []struct {
		err    error
		status int
		code   Code
		says   string
	}{
		{graph.ErrTooLarge, http.StatusRequestEntityTooLarge, CodeTooLarge, "term"},
		{graph.ErrTooManyChanges, http.StatusUnprocessableEntity, CodeMemory, "in parts"},
		{graph.ErrAdapter, http.StatusUnprocessableEntity, CodeMemory, "adapter"},
		{fmt.Errorf("%w: %w", graph.ErrFailed, disk), http.StatusServiceUnavailable, CodeUnavailable, "started again"},
		{fmt.Errorf("%w: %w", graph.ErrPaused, disk), http.StatusServiceUnavailable, CodeUnavailable, "later"},
	} {
		p := problemOf(fmt.Errorf("update: %w", test.err))
		if p.Status != test.status || p.Code != test.code || !strings.Contains(p.Detail, test.says) || strings.Contains(p.Detail, "/srv") {
			t.Errorf("%v became %d, %v; expected %d %s that says %q", test.err, p.Status, p, test.status, test.code, test.says)
		}
	}
}
