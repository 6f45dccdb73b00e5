package sparql

import (
	"strings"
	"testing"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// A panic of a goroutine is met by the one that waits for it, with the place where
// it happened.
func TestPanicOfAJudgeIsFound(t *testing.T) {
	j := &judge{unknown: []index.ID{1}, terms: make([]rdf.Term, 1)}
	p := &judging{judge: j, to: 1} // has no run
	p.work(t.Context())
	defer func() {
		if why, _ := recover().(string); !strings.Contains(why, "nil pointer") || !strings.Contains(why, "(*judging).read") {
			t.Errorf("the panic is %q", why)
		}
	}()
	err := j.finish([]*judging{p})
	t.Errorf("no panic, but %v", err)
}
