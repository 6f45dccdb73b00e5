package sparql

import (
	"context"
	"time"

	"diplograph/graph/index"
)

// An operator gives rows, a batch at a time.
type operator interface {
	// next gives some rows, nil at the end.
	next(ctx context.Context) (*batch, error)
	// close lets go what the operator holds, and its inputs.
	close()
}

// A seeker is an operator whose rows are sorted by a variable.
type seeker interface {
	operator
	// seek skips rows in which that variable is less than id. Rows that were
	// given already are not given again.
	seek(ctx context.Context, id index.ID) error
}

// A meter is an operator that counts what goes through another.
type meter struct {
	operator
	run *run
	*actual
}

// actual is what an operator of a plan has done.
type actual struct {
	rows, batches, opened int64
	elapsed               time.Duration // with its inputs
}

func (m *meter) next(ctx context.Context) (*batch, error) {
	if m.run.mayNot(ctx) {
		return nil, context.Cause(ctx)
	}
	start := time.Now()
	b, err := m.operator.next(ctx)
	m.elapsed += time.Since(start)
	if b != nil {
		m.rows += int64(b.n)
		m.batches++
	}
	if err == nil {
		err = m.run.values.Err()
	}
	if err == nil {
		err = m.run.budget.check()
	}
	return b, err
}

// mayNot reports whether the query must end, after letting others go first.
func (r *run) mayNot(ctx context.Context) bool {
	if give := r.options.GiveWay; give != nil {
		return give(ctx) != nil
	}
	return ctx.Err() != nil
}

// seek implements seeker where the operator inside does.
func (m *meter) seek(ctx context.Context, id index.ID) error {
	s, ok := m.operator.(seeker)
	if !ok {
		return nil
	}
	start := time.Now()
	err := s.seek(ctx, id)
	m.elapsed += time.Since(start)
	return err
}

// trySeek seeks where the operator can.
func trySeek(ctx context.Context, o operator, id index.ID) error {
	if s, ok := o.(seeker); ok {
		return s.seek(ctx, id)
	}
	return nil
}
