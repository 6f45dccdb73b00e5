package server

import (
	"container/list"
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// A gate lets queries have the processors in turn, so that one which is over in a
// moment never waits for one that takes long.
//
//	arrive -> line -> turn -> done
//	           ^       |  the slice is over and others wait; the first time, when
//	           +-------+  one of the few places of long queries is free
//
// Who waits is served in the order of arrival. A query that must wait for anything
// but the processor (a client that reads slowly, another host) is away meanwhile
// and has no turn, nor for longer than a slice the place of a long one: a client that
// does not read keeps nobody waiting. Who has begun keeps its snapshot and what it
// holds; so the long ones are few, those that are away no more than may be inside,
// and the others together have had no more than a slice each.
type gate struct {
	mu      sync.Mutex
	turns   line // at the processors
	long    line // of queries that go on after their first slice
	inside  int  // that wait, have a turn or are away
	most    int  // that may be inside
	waiting atomic.Int32
}

// turnsPerProcessor is more than one, because a query may wait for the disk, or
// sort for long without giving way.
const turnsPerProcessor = 2

// slice is how long a query may work while others wait.
const slice = 10 * time.Millisecond

// patience is how long a query may go without asking whether it should give way
// (it sorts, or waits for a lock) before its turn goes to another all the same. It
// takes the place of a long one then, also where none is free, or a few that never
// ask would keep all others waiting: so there may be more long ones than places, by
// overdraft at most.
const patience = 10 * slice

// mostInside is how many queries may wait and be at work together.
const mostInside = 256

// overdraft is how many queries may have a place of a long one that there is not:
// a part of those that may be inside.
func (g *gate) overdraft() int { return g.most / 4 }

func newGate(turns, long, most int) *gate {
	return &gate{turns: line{free: turns}, long: line{free: long}, most: most}
}

// A line is places, and those who wait for one in the order in which they get it.
// Nobody waits while a place is free.
type line struct {
	free  int       // less than 0 if more are taken than there are
	queue list.List // of chan struct{}, closed when the place is theirs
}

// enter waits for a turn. It gives a 503 problem if too many wait.
func (g *gate) enter(ctx context.Context) (*turn, error) {
	g.mu.Lock()
	if g.inside >= g.most {
		g.mu.Unlock()
		return nil, busy(1, "%d queries are at work or wait already", g.most)
	}
	g.inside++
	g.mu.Unlock()
	t := &turn{gate: g}
	if err := t.take(ctx, false); err != nil {
		t.leave()
		return nil, err
	}
	return t, nil
}

// wait takes a place of a line, the next to be free if first.
func (g *gate) wait(ctx context.Context, l *line, first bool) error {
	g.mu.Lock()
	if l.free > 0 {
		l.free--
		g.mu.Unlock()
		return nil
	}
	ready := make(chan struct{})
	var e *list.Element
	if first {
		e = l.queue.PushFront(ready)
	} else {
		e = l.queue.PushBack(ready)
	}
	g.mu.Unlock()
	select {
	case <-ready:
		return nil
	case <-ctx.Done():
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	select {
	case <-ready: // just now
		l.give()
	default:
		l.queue.Remove(e)
	}
	return ctx.Err()
}

// give frees a place for the next in line.
func (l *line) give() {
	if l.free < 0 {
		l.free++
		return
	}
	if e := l.queue.Front(); e != nil {
		close(l.queue.Remove(e).(chan struct{}))
		return
	}
	l.free++
}

// A turn is what a query has passed the gate with. A nil turn is that of work
// which passes no gate: it gives way to nobody.
type turn struct {
	gate *gate

	mu      sync.Mutex
	has     bool // a turn at the processors
	isLong  bool
	lost    bool      // it works without one, until it asks
	since   time.Time // from when on its slice counts
	timer   *time.Timer
	outside bool // it has left
}

// take waits for a turn at the processors.
func (t *turn) take(ctx context.Context, first bool) error {
	t.gate.waiting.Add(1)
	defer t.gate.waiting.Add(-1)
	if err := t.gate.wait(ctx, &t.gate.turns, first); err != nil {
		return err
	}
	t.has, t.since = true, time.Now()
	t.timer = time.AfterFunc(patience, t.lose)
	return nil
}

// lose ends a turn that was not given in time.
func (t *turn) lose() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.has || time.Since(t.since) < patience {
		return // it was given meanwhile
	}
	if t.gate.waiting.Load() > 0 && (t.isLong || t.becomeLong(t.gate.overdraft())) {
		t.give()
		t.lost = true
		return
	}
	t.timer.Reset(patience)
}

// give ends the turn at the processors.
func (t *turn) give() {
	if !t.has {
		return
	}
	t.has = false
	t.timer.Stop()
	t.gate.mu.Lock()
	defer t.gate.mu.Unlock()
	t.gate.turns.give()
}

// giveWay lets others go first if the slice is over. It is called often.
func (t *turn) giveWay(ctx context.Context) error {
	if t == nil {
		return ctx.Err()
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.lost {
		t.lost = false
		return t.take(ctx, false)
	}
	if !t.has || t.isLong && t.gate.waiting.Load() == 0 || time.Since(t.since) < slice {
		return ctx.Err()
	}
	if !t.isLong && !t.becomeLong(0) {
		t.give()
		if err := t.gate.wait(ctx, &t.gate.long, false); err != nil {
			return err
		}
		t.isLong = true
	}
	if t.has && t.gate.waiting.Load() == 0 {
		return ctx.Err()
	}
	t.give()
	return t.take(ctx, false)
}

// becomeLong takes the place of a long query if one is free, or no more than so
// many are taken that there are not.
func (t *turn) becomeLong(beyond int) bool {
	t.gate.mu.Lock()
	defer t.gate.mu.Unlock()
	if t.gate.long.free > -beyond {
		t.gate.long.free--
		t.isLong = true
	}
	return t.isLong
}

// away runs f, which waits for something else than the processor, without a turn,
// and if f takes long without the place of a long query; then the turn goes on where
// it was, before that of others.
func (t *turn) away(ctx context.Context, f func() error) error {
	if t == nil {
		return f()
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.has && !t.lost {
		return f()
	}
	had, long, used := t.has, t.isLong, time.Since(t.since)
	t.lost = false
	t.give()
	err := t.lending(f)
	if err := errors.Join(err, t.back(ctx, had, long)); err != nil {
		return err
	}
	if had {
		t.since = t.since.Add(-used)
	}
	return nil
}

// lending runs f, and gives the place of a long query to others once f takes more
// than a slice.
func (t *turn) lending(f func() error) error {
	if !t.isLong {
		return f()
	}
	lent := make(chan struct{})
	timer := time.AfterFunc(slice, func() {
		defer close(lent)
		t.giveLong()
	})
	defer func() {
		if !timer.Stop() {
			<-lent
		}
	}()
	return f()
}

// back takes what a query that was away has lent, and a turn.
func (t *turn) back(ctx context.Context, first, long bool) error {
	if long && !t.isLong {
		if err := t.gate.wait(ctx, &t.gate.long, true); err != nil {
			return err
		}
		t.isLong = true
	}
	return t.take(ctx, first)
}

// giveLong gives back the place of a long query.
func (t *turn) giveLong() {
	t.isLong = false
	t.gate.mu.Lock()
	defer t.gate.mu.Unlock()
	t.gate.long.give()
}

// over ends the query's time at the processors: what is left is to send.
func (t *turn) over() {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lost = false
	t.give()
	if t.isLong {
		t.giveLong()
	}
}

// leave passes the gate outwards. To leave again does nothing.
func (t *turn) leave() {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.outside {
		return
	}
	t.outside = true
	t.give()
	if t.isLong {
		t.giveLong()
	}
	t.gate.mu.Lock()
	defer t.gate.mu.Unlock()
	t.gate.inside--
}

// load gives how many queries wait for a turn or for the place of a long one, and
// how many are inside.
func (g *gate) load() (waiting, inside int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.turns.queue.Len() + g.long.queue.Len(), g.inside
}

type turnKey struct{}

// turnOf gives the turn that a context carries, nil if none.
func turnOf(ctx context.Context) *turn {
	t, _ := ctx.Value(turnKey{}).(*turn)
	return t
}
