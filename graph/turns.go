package graph

import "sync"

// turns lets those who have drawn a number go one after the other in the order
// of the numbers, whenever each of them arrives.
type turns struct {
	mu           sync.Mutex
	moved        *sync.Cond
	drawn, shown uint64
}

func newTurns() *turns {
	t := new(turns)
	t.moved = sync.NewCond(&t.mu)
	return t
}

// draw takes the next number.
func (t *turns) draw() uint64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.drawn++
	return t.drawn - 1
}

// take waits for a number's turn, calls fn and lets the next one go.
func (t *turns) take(number uint64, fn func()) {
	t.mu.Lock()
	for t.shown != number {
		t.moved.Wait()
	}
	t.mu.Unlock()
	defer func() {
		t.mu.Lock()
		t.shown++
		t.moved.Broadcast()
		t.mu.Unlock()
	}()
	fn()
}
