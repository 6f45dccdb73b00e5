package cayleyquery

import (
	"context"
	"runtime"
	"runtime/metrics"
	"sync"
	"time"
)

// memoryWatch ends all queries that run when together they have made the heap
// grow by more than is allowed. Go does not say whose memory is whose.
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
		go w.watch(w.stop, heap())
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
		grown := heap() - before
		if w.allowed < grown && grown < 2*w.allowed {
			runtime.GC() // what is no longer used does not count
			grown = heap() - before
		}
		if grown > w.allowed {
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

// heap gives the bytes of objects, dead ones too until they are swept.
func heap() int64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}
