package cayleyquery

import (
	"context"
	"runtime/metrics"
	"sync"
	"time"
)

// memoryWatch ends all queries that run when together they have made the heap
// grow by more than is allowed. Go does not say whose memory is whose, and says
// what is alive only after collecting garbage, so that a query may take a few
// times as much before it is seen.
type memoryWatch struct {
	allowed int64

	mu      sync.Mutex
	running map[int]context.CancelCauseFunc
	next    int
	stop    chan struct{}
}

const memoryInterval = 10 * time.Millisecond

// enter has a query watched until the function it returns is called.
func (w *memoryWatch) enter(cancel context.CancelCauseFunc) (leave func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.running) == 0 {
		w.running = map[int]context.CancelCauseFunc{}
		w.stop = make(chan struct{})
		before, _ := heap()
		go w.watch(w.stop, before)
	}
	id := w.next
	w.next++
	w.running[id] = cancel
	return func() { w.leave(id) }
}

func (w *memoryWatch) leave(id int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.running, id)
	if len(w.running) == 0 {
		close(w.stop)
	}
}

// watch compares the heap with what it was before the first of the queries.
func (w *memoryWatch) watch(stop chan struct{}, before int64) {
	tick := time.NewTicker(memoryInterval)
	defer tick.Stop()
	for {
		select {
		case <-stop:
			return
		case <-tick.C:
		}
		if all, live := heap(); live-before > w.allowed || all-before > 4*w.allowed {
			w.end()
		}
	}
}

func (w *memoryWatch) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, cancel := range w.running {
		cancel(ErrMemory)
	}
}

// heap gives the bytes of all objects, dead ones too until they are swept, and
// of those that were alive when they were last told apart.
func heap() (all, live int64) {
	samples := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/gc/heap/live:bytes"}}
	metrics.Read(samples)
	return int64(samples[0].Value.Uint64()), int64(samples[1].Value.Uint64())
}
