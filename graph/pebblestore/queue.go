package pebblestore

import (
	"context"
	"slices"
	"sync"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// queue is the changes that wait to be made. One of them leads: it waits for the
// writer's turn, makes all that wait by then in one batch, and waits for the disk.
// The last of them to hear of it has the next one lead; so those of their callers
// who come again at once are in the next batch, and nobody waits for company.
type queue struct {
	mu      sync.Mutex
	waiting []*pending
	leader  *pending // is among waiting; nil if nobody is
}

// pending is a change that waits, or is being made.
type pending struct {
	ctx    context.Context
	change index.Change
	cost   int64
	ids    [][]index.Quad // of each step
	terms  [][]wanted     // of each step, in ids
	wake   chan bool      // true to lead, false when it has been made
	batch  *together      // when it has been made

	done    [][]rdf.Quad // by each step
	changed bool         // something
	err     error
}

// join queues a change and reports whether it leads.
func (q *queue) join(p *pending) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waiting = append(q.waiting, p)
	if q.leader == nil {
		q.leader = p
	}
	return q.leader == p
}

// leave takes a change back, and has another one lead if it did. It reports
// false if the change is being made.
func (q *queue) leave(p *pending) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	at := slices.Index(q.waiting, p)
	if at < 0 {
		return false
	}
	q.waiting = slices.Delete(q.waiting, at, at+1)
	if q.leader == p {
		q.appoint()
	}
	return true
}

// take gives the leader and those who wait behind it, as far as they may share a
// batch. Nobody leads until next is called.
func (q *queue) take(most int64) []*pending {
	q.mu.Lock()
	defer q.mu.Unlock()
	n, cost := 1, q.waiting[0].cost
	for n < min(len(q.waiting), mostTogether) && cost+q.waiting[n].cost <= most {
		cost += q.waiting[n].cost
		n++
	}
	taken := slices.Clone(q.waiting[:n])
	q.waiting = slices.Delete(q.waiting, 0, n)
	return taken
}

// next has another change lead.
func (q *queue) next() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.appoint()
}

func (q *queue) appoint() {
	q.leader = nil
	if len(q.waiting) > 0 {
		q.leader = q.waiting[0]
		q.leader.wake <- true
	}
}

// await queues a change and waits until it has been made, by itself or another.
func (d *DB) await(p *pending) error {
	leads := d.queue.join(p)
	for !leads {
		select {
		case leads = <-p.wake:
			if !leads {
				return d.ends(p)
			}
		case <-p.ctx.Done():
			return d.abandon(p, p.ctx.Err())
		case <-d.closing:
			return d.abandon(p, index.ErrClosed)
		}
	}
	return d.lead(p)
}

// abandon gives err, unless the change is being made.
func (d *DB) abandon(p *pending, err error) error {
	if d.queue.leave(p) {
		return err
	}
	<-p.wake
	return d.ends(p)
}

// ends gives what has become of a change.
func (d *DB) ends(p *pending) error {
	if p.batch.left.Add(-1) == 0 {
		d.queue.next()
	}
	return p.err
}

// lead makes the change that leads, and those behind it.
func (d *DB) lead(p *pending) (err error) {
	if err := d.lockWriter(p.ctx); err != nil {
		d.queue.leave(p)
		return err
	}
	defer func() { err = d.ends(p) }()
	t := &together{changes: d.queue.take(min(costTogether, d.opts.TxBytes))}
	defer t.answer(p)
	func() {
		defer d.unlockWriter()
		t.make(d)
	}()
	t.fail(t.synced(d))
	t.whole = true
	return nil
}
