package pebblestore

import (
	"context"
	"errors"
	"fmt"

	"diplograph/graph/index"
)

// maxFaults is how many faults a check reports before it stops.
const maxFaults = 100

// checker reads everything in one snapshot.
type checker struct {
	ctx        context.Context
	s          *Snapshot
	report     func(string)
	faults     int
	rows       [index.Orders]int64  // quads of each order
	sums       [index.Orders]uint64 // of a hash of each of them
	counts     index.Statistics
	dictionary int64 // terms in it
}

var errManyFaults = errors.New("more faults than are worth telling")

// Check reads the store as it is now and tells report of each fault: a block
// that is not as the directory says, orders that do not have the same quads, an
// entry of the delta that says nothing new, a term or a count that is wrong, a
// file that is not as it was written. It gives index.ErrDamaged if there was any.
// Others read and write meanwhile.
func (d *DB) Check(ctx context.Context, report func(string)) (err error) {
	ctx, t, err := d.task(ctx)
	if err != nil {
		return err
	}
	defer t.end(&err)
	s, err := d.taskSnapshot()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	c := &checker{ctx: ctx, s: s, report: report}
	for _, check := range []func() error{c.orders, c.predicates, c.terms, c.hashes, c.totals, c.tables} {
		err := check()
		switch {
		case errors.Is(err, errManyFaults):
			return damaged("%d faults and perhaps more", c.faults)
		case err != nil && (ctx.Err() != nil || !errors.Is(err, index.ErrDamaged)):
			return err
		case err != nil: // this check cannot go on, others can
			if e := c.fault("%v", err); e != nil {
				return damaged("%d faults and perhaps more", c.faults)
			}
		}
	}
	if c.faults > 0 {
		return damaged("%d faults", c.faults)
	}
	return nil
}

func (c *checker) fault(format string, args ...any) error {
	c.faults++
	if c.report != nil {
		c.report(fmt.Sprintf(format, args...))
	}
	if c.faults >= maxFaults {
		return errManyFaults
	}
	return nil
}

// equal reports a fault if two numbers differ.
func (c *checker) equal(what string, found, expected int64) error {
	if found != expected {
		return c.fault("%s: expected %d, found %d", what, expected, found)
	}
	return nil
}

// totals compares what has been counted with the counts of the store.
func (c *checker) totals() error {
	if c.faults > 0 {
		return nil // what was not read was not counted
	}
	for o := range c.rows {
		if c.rows[o] != c.rows[0] || c.sums[o] != c.sums[0] {
			if err := c.fault("order %s has %d quads (sum %#x), order %s has %d (sum %#x)", index.Order(o), c.rows[o], c.sums[o], index.Order(0), c.rows[0], c.sums[0]); err != nil {
				return err
			}
		}
	}
	stored := c.s.state.statistics
	c.counts.Quads = c.rows[0]
	for _, n := range []struct {
		what            string
		found, expected int64
	}{
		{"quads", stored.Quads, c.counts.Quads}, {"triples", stored.Triples, c.counts.Triples},
		{"terms", stored.Terms, c.counts.Terms}, {"subjects", stored.Subjects, c.counts.Subjects},
		{"predicates", stored.Predicates, c.counts.Predicates}, {"objects", stored.Objects, c.counts.Objects},
		{"graphs", stored.Graphs, c.counts.Graphs},
	} {
		if err := c.equal("count of "+n.what, n.found, n.expected); err != nil {
			return err
		}
	}
	return nil
}
