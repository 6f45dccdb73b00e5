package cayleyquery

import (
	"context"
	"testing"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
)

// A recursion that is unwound leaves iterators behind, which the guard closes.
func TestClosesWhatIsLeftOpen(t *testing.T) {
	s := wideStore(t)
	ctx := context.Background()
	done := make(chan error, 1)
	go func() {
		done <- s.ViewCayley(ctx, func(quads cayley.QuadStore) error {
			g, err := newGuard(ctx, quads, showScript, nil)
			if err != nil {
				return err
			}
			if !g.NodesAllIterator().Iterate().Next(ctx) || len(g.open) != 1 {
				t.Errorf("%d iterators are open, expected one with a node", len(g.open))
			}
			err = g.closeAll()
			if len(g.open) != 0 {
				t.Errorf("%d iterators are left open", len(g.open))
			}
			return err
		})
	}()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the guard waits for itself")
	}
}
