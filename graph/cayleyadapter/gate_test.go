package cayleyadapter

import (
	"sync"
	"testing"
	"time"
)

func TestGate(t *testing.T) {
	var g gate
	var shared int // guarded by the gate; the race detector looks on
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 200 {
				g.enter()
				_ = shared
				g.leave()
			}
		})
	}
	all.Go(func() {
		for range 200 {
			if !g.lock(time.Minute) {
				t.Error("gave up")
				return
			}
			shared++
			g.unlock()
		}
	})
	all.Wait()
	if shared != 200 {
		t.Errorf("%d writes, expected 200", shared)
	}
}

func TestGateGivesUp(t *testing.T) {
	var g gate
	g.enter()
	if g.lock(time.Millisecond) {
		t.Fatal("a writer went in beside a reader")
	}
	g.enter() // readers are let in again
	g.leave()
	g.leave()
	if !g.lock(time.Millisecond) {
		t.Fatal("a writer waits for nobody")
	}
	g.unlock()
}
