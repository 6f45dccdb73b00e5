package server

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"sync"
	"testing"
	"time"
)

// passed fails the test if nothing comes through c in time.
func passed[T any](t *testing.T, c <-chan T) (v T) {
	t.Helper()
	select {
	case v = <-c:
	case <-time.After(20 * time.Second):
		t.Fatal("nothing happens")
	}
	return v
}

// waits returns when so many wait.
func (g *gate) waits(t *testing.T, n int) {
	t.Helper()
	for until := time.Now().Add(20 * time.Second); ; time.Sleep(time.Millisecond) {
		waiting, _ := g.load()
		if waiting == n {
			return
		}
		if time.Now().After(until) {
			t.Fatalf("%d wait, want %d", waiting, n)
		}
	}
}

func enter(t *testing.T, g *gate) *turn {
	t.Helper()
	one, err := g.enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return one
}

// empty fails the test if somebody is inside, or a place is lost.
func (g *gate) empty(t *testing.T, turns, long int) {
	t.Helper()
	g.mu.Lock()
	defer g.mu.Unlock()
	if waiting, inside := g.turns.queue.Len()+g.long.queue.Len(), g.inside; waiting+inside != 0 || g.turns.free != turns || g.long.free != long {
		t.Errorf("%d wait, %d are inside, %d turns and %d long places are free", waiting, inside, g.turns.free, g.long.free)
	}
}

func TestTurnsComeInTheOrderOfArrival(t *testing.T) {
	g := newGate(1, 1, 10)
	first := enter(t, g)
	came := make(chan int, 3)
	for i := range 3 {
		go func() {
			one, err := g.enter(t.Context())
			if err != nil {
				t.Error(err)
			}
			came <- i
			one.leave()
		}()
		g.waits(t, i+1)
	}
	first.leave()
	for want := range 3 {
		if got := passed(t, came); got != want {
			t.Errorf("the turn is number %d's, want %d's", got, want)
		}
	}
	g.waits(t, 0)
}

// Who waits may give up, and who is told that too many wait has never been there.
func TestWaitingEnds(t *testing.T) {
	g := newGate(1, 1, 2)
	first := enter(t, g)
	ctx, cancel := context.WithCancel(t.Context())
	gaveUp := make(chan error)
	go func() {
		_, err := g.enter(ctx)
		gaveUp <- err
	}()
	g.waits(t, 1)
	_, err := g.enter(t.Context())
	if p, ok := errors.AsType[*Problem](err); !ok || p.Status != http.StatusServiceUnavailable || p.header.Get("Retry-After") == "" {
		t.Errorf("with two inside: %v", err)
	}
	cancel()
	if err := passed(t, gaveUp); !errors.Is(err, context.Canceled) {
		t.Errorf("giving up: %v", err)
	}
	first.leave()
	first.leave()
	g.empty(t, 1, 1)
}

// A turn that is over its slice goes to the back, and only so many go on at all.
func TestLongTurnsGiveWay(t *testing.T) {
	g := newGate(1, 1, 10)
	first := enter(t, g)
	var mu sync.Mutex
	var order []string
	say := func(s string) {
		mu.Lock()
		defer mu.Unlock()
		order = append(order, s)
	}
	second, ended := make(chan *turn), make(chan bool)
	go func() {
		one, err := g.enter(t.Context())
		if err != nil {
			t.Error(err)
		}
		say("second")
		time.Sleep(2 * slice)
		second <- one
		if err := one.giveWay(t.Context()); err != nil { // waits for first's long place
			t.Error(err)
		}
		say("second goes on")
		one.leave()
		close(ended)
	}()
	g.waits(t, 1)
	if err := first.giveWay(t.Context()); err != nil {
		t.Error(err)
	}
	first.mu.Lock()
	first.since = time.Now().Add(-2 * slice)
	first.mu.Unlock()
	long := make(chan bool)
	go func() {
		if err := first.giveWay(t.Context()); err != nil {
			t.Error(err)
		}
		say("first goes on")
		close(long)
	}()
	passed(t, second)
	passed(t, long)
	g.waits(t, 1)
	first.leave()
	passed(t, ended)
	if want := []string{"second", "first goes on", "second goes on"}; !slices.Equal(order, want) {
		t.Errorf("the order is %q, want %q", order, want)
	}
	g.empty(t, 1, 1)
}

// Who is away keeps nobody waiting, and comes back before those who wait.
func TestAwayHasNoTurn(t *testing.T) {
	g := newGate(1, 1, 10)
	first := enter(t, g)
	order := make(chan string, 2)
	waiting := make(chan bool)
	err := first.away(t.Context(), func() error {
		second := enter(t, g) // it would wait for ever
		go func() {
			defer close(waiting)
			third, err := g.enter(t.Context())
			if err != nil {
				t.Error(err)
			}
			order <- "third"
			third.leave()
		}()
		g.waits(t, 1)
		go func() {
			g.waits(t, 2)
			second.leave()
		}()
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	order <- "first"
	first.leave()
	passed(t, waiting)
	if got := passed(t, order); got != "first" {
		t.Errorf("the turn is the %s's, want the first's", got)
	}
	g.empty(t, 1, 1)
}

// endless has more answers than anybody waits for.
const endless = `SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }`

// A short query is answered while more long ones than there are places for run and
// wait, and those can be stopped.
func TestShortQueriesPassLongOnes(t *testing.T) {
	opts := quiet()
	opts.MaxQueries, opts.Timeout = 2, time.Minute
	s := newServer(t, storeOf(t), opts)
	ctx, stop := context.WithCancel(t.Context())
	var long sync.WaitGroup
	const n = 20
	for i := range n {
		target := "/sparql?query=" + url.QueryEscape(endless)
		if i%4 == 0 {
			target = "/api/v2/query?lang=gizmo&qu=" + url.QueryEscape(`g.V().both().both().both().both().both().both().both().both().both().count()`)
		}
		long.Go(func() {
			s.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", target, nil).WithContext(ctx))
		})
	}
	for until := time.Now().Add(20 * time.Second); ; time.Sleep(time.Millisecond) {
		if _, inside := s.gate.load(); inside == n {
			break
		} else if time.Now().After(until) {
			t.Fatalf("%d queries are inside, want %d", inside, n)
		}
	}
	for range 20 {
		call{"GET", selectTarget, nil, "", 200, ""}.make(t, s)
		call{"POST", "/api/v2/query?lang=gizmo", nil, gizmoText, 200, ""}.make(t, s)
		call{"GET", "/v1/timeline", nil, "", 200, ""}.make(t, s)
	}
	stop()
	long.Wait()
	s.gate.empty(t, s.gate.turns.free, 2)
}

// A query that never asks whether it should give way keeps nobody waiting for long,
// and waits for its next turn once it asks.
func TestTurnIsLost(t *testing.T) {
	g := newGate(1, 1, 10)
	first := enter(t, g)
	second := enter(t, g) // waits until the first one's turn is lost
	asked := make(chan error)
	go func() { asked <- first.giveWay(t.Context()) }()
	g.waits(t, 1)
	second.leave()
	if err := passed(t, asked); err != nil {
		t.Error(err)
	}
	first.leave()
	g.empty(t, 1, 1)
}

// Queries that never ask keep nobody waiting either if there are more of them than
// places of long ones.
func TestMoreLoseTheirTurnsThanMayBeLong(t *testing.T) {
	g := newGate(1, 1, 12)
	var all []*turn
	for range 4 { // each but the first gets the turn that the one before loses
		all = append(all, enter(t, g))
	}
	for _, one := range all {
		one.leave()
	}
	g.empty(t, 1, 1)
}

// long has a turn become that of a long query.
func (t *turn) long(test *testing.T) {
	test.Helper()
	t.mu.Lock()
	t.since = time.Now().Add(-2 * slice)
	t.mu.Unlock()
	if err := t.giveWay(test.Context()); err != nil || !t.isLong {
		test.Fatalf("long %v, %v", t.isLong, err)
	}
}

// A long query that is away, or over, keeps no other long one waiting; it gets its
// place back before those that wait for one.
func TestAwayHasNoLongPlace(t *testing.T) {
	g := newGate(1, 1, 9)
	first := enter(t, g)
	first.long(t)
	order := make(chan string, 2)
	third := make(chan error)
	var second *turn
	err := first.away(t.Context(), func() error {
		second = enter(t, g)
		second.long(t) // it would wait for ever
		go func() {
			one, err := g.enter(t.Context())
			if err == nil {
				one.mu.Lock()
				one.since = time.Now().Add(-2 * slice)
				one.mu.Unlock()
				err = one.giveWay(t.Context())
				order <- "third"
				one.leave()
			}
			third <- err
		}()
		g.waits(t, 1)
		second.mu.Lock()
		second.since = time.Now().Add(-2 * slice)
		second.mu.Unlock()
		if err := second.giveWay(t.Context()); err != nil { // to the third, which then waits for the place
			return err
		}
		g.waits(t, 1)
		go func() {
			g.waits(t, 2)
			second.over()
		}()
		return nil
	})
	if err != nil || !first.isLong {
		t.Fatalf("long %v, %v", first.isLong, err)
	}
	order <- "first"
	first.leave()
	if err := passed(t, third); err != nil {
		t.Error(err)
	}
	if got := passed(t, order); got != "first" {
		t.Errorf("the place is the %s's, want the first's", got)
	}
	second.leave()
	g.empty(t, 1, 1)
}

// A long query that is away for a moment keeps its place; who comes back in vain, or
// panics meanwhile, leaves none taken.
func TestAwayForAMoment(t *testing.T) {
	g := newGate(1, 1, 9)
	first := enter(t, g)
	first.long(t)
	err := first.away(t.Context(), func() error {
		g.mu.Lock()
		defer g.mu.Unlock()
		if g.long.free != 0 {
			t.Error("the place is lent at once")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	func() {
		defer func() { _ = recover() }()
		_ = first.away(t.Context(), func() error {
			time.Sleep(2 * slice)
			panic("away")
		})
	}()
	first.leave()
	g.empty(t, 1, 1)

	first = enter(t, g)
	first.long(t)
	ctx, cancel := context.WithCancel(t.Context())
	var second *turn
	err = first.away(ctx, func() error {
		second = enter(t, g)
		second.long(t)
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("back in vain: %v", err)
	}
	first.leave()
	second.leave()
	g.empty(t, 1, 1)
}
