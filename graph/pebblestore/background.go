package pebblestore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"diplograph/graph/index"
)

// In the background the delta is folded into the blocks when it has become
// large, and terms that no quad has any more are collected when there are many.
// Both go in small steps and rest after each of them, so that they take a part
// of the machine only; folding rests the less the larger the delta is. If that
// is not enough transactions wait to begin until the delta is smaller.

// dueAt says when something in the background is due.
type dueAt struct {
	fold    int64 // entries in the delta of an order, beside one for every foldShare quads
	hold    int64 // the same, of all orders on average, beside one for every holdShare quads: transactions wait
	collect int64 // terms that no quad has, beside one for every collectShare terms
}

var defaultDue = dueAt{fold: 16 << 10, hold: 512 << 10, collect: 16 << 10}

const (
	foldShare    = 64
	holdShare    = 16
	collectShare = 8
)

// work is what is to be done in the background.
type work struct {
	due   dueAt
	rouse chan struct{} // has an element if there is something to do

	held     atomic.Bool           // transactions wait for folding
	unfolded atomic.Pointer[error] // of the step of folding that failed last

	mu  sync.Mutex
	now state // that was committed last
}

// see takes note of a state that has been committed.
func (w *work) see(s *state) {
	w.mu.Lock()
	w.now = *s
	w.mu.Unlock()
	w.held.Store(w.holds(s))
	if w.anyLarge(s) || w.many() {
		w.wake()
	}
}

func (w *work) wake() {
	select {
	case w.rouse <- struct{}{}:
	default:
	}
}

// state gives the state that was committed last.
func (w *work) state() state {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

// large reports whether the delta of an order is to be folded.
func (w *work) large(s *state, o index.Order) bool { return s.delta[o] > w.foldFrom(s) }

func (w *work) foldFrom(s *state) int64 { return w.due.fold + s.statistics.Quads/foldShare }

func (w *work) anyLarge(s *state) bool {
	for o := range index.Order(index.Orders) {
		if w.large(s, o) {
			return true
		}
	}
	return false
}

// holds reports whether the delta is so large that transactions wait.
func (w *work) holds(s *state) bool {
	total := int64(0)
	for _, n := range s.delta {
		total += n
	}
	return total > index.Orders*(w.due.hold+s.statistics.Quads/holdShare)
}

// many reports whether terms are to be collected.
func (w *work) many() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now.dead > w.due.collect+int64(w.now.next)/collectShare
}

// wake has the background look at a state that has been committed.
func (d *DB) wake(s *state) { d.work.see(s) }

// retryAfter is how long the background waits after an error, and longestRetry
// how long before it collects again after many: it reads the dictionary from the
// beginning each time, up to where that is damaged.
const (
	retryAfter   = time.Second
	longestRetry = time.Minute
)

// backoff has what fails again and again tried less and less often.
type backoff struct {
	pause time.Duration // 0 if it did not fail
	until time.Time
}

// ended is told how a try that ended now went.
func (b *backoff) ended(now time.Time, err error) {
	if err == nil {
		*b = backoff{}
		return
	}
	b.pause = min(max(2*b.pause, retryAfter), longestRetry)
	b.until = now.Add(b.pause)
}

// inBackground does what is due, until ctx ends or nothing can be written any
// more.
func (d *DB) inBackground(ctx context.Context) {
	defer d.background.Done()
	told := "" // of the error that is not over yet
	var collecting backoff
	for {
		select {
		case <-ctx.Done():
			return
		case <-d.work.rouse:
		}
		err := d.foldLarge(ctx)
		if err == nil && d.work.many() && !time.Now().Before(collecting.until) {
			err = d.collectTerms(ctx, d.betweenCollecting)
			if collecting.ended(time.Now(), err); err != nil {
				time.AfterFunc(collecting.pause, d.work.wake)
			}
		}
		switch {
		case err == nil:
			if collecting.pause == 0 {
				told = ""
			}
			continue
		case ctx.Err() != nil, errors.Is(err, index.ErrClosed), errors.Is(err, ErrFailed):
			return
		}
		if err.Error() != told {
			told = err.Error()
			d.opts.Log.Error("work in the background failed, and is tried again", "error", told)
		}
		if rest(ctx, retryAfter) == nil {
			d.work.wake()
		}
	}
}

// rest waits.
func rest(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// foldLarge folds every order whose delta is large.
func (d *DB) foldLarge(ctx context.Context) (err error) {
	defer func() {
		if err == nil || ctx.Err() != nil {
			d.work.unfolded.Store(nil)
		} else {
			d.work.unfolded.Store(&err)
		}
	}()
	var errs []error // a damaged block of one order is no reason not to fold the others
	for o := range index.Order(index.Orders) {
		if s := d.work.state(); d.work.large(&s, o) {
			errs = append(errs, d.steps(ctx, &folder{db: d, order: o}, d.betweenFolding))
		}
	}
	return errors.Join(errs...)
}

// foldRests is how many times as long as a step folding rests, when it has just
// become due: it takes a quarter of a processor.
const foldRests = 3

// betweenFolding rests after a step of folding: the less, the more the delta has
// grown, and not at all when it is twice as large as when it was due.
func (d *DB) betweenFolding(ctx context.Context, took time.Duration) error {
	s := d.work.state()
	calm := 2 - float64(slices.Max(s.delta[:]))/float64(max(d.work.foldFrom(&s), 1))
	took = min(took, longStep)
	return rest(ctx, time.Duration(foldRests*min(max(calm, 0), 1)*float64(took)))
}

// longStep is how long a step counts at most: longer it only waited for others.
const longStep = 50 * time.Millisecond

// collectRests is how many times as long as a step collecting rests.
const collectRests = 9

// betweenCollecting rests after a step of collecting, and folds if that is due.
func (d *DB) betweenCollecting(ctx context.Context, took time.Duration) error {
	if err := d.foldLarge(ctx); err != nil {
		return err
	}
	return rest(ctx, collectRests*min(took, longStep))
}

// holdTick is how often who waits to begin a transaction looks.
const holdTick = 2 * time.Millisecond

// awaitFolding waits while the delta is so large that folding has to come first.
func (d *DB) awaitFolding(ctx context.Context) error {
	for d.work.held.Load() {
		if err := d.writable(); err != nil {
			return err
		}
		if err := d.work.unfolded.Load(); err != nil {
			return fmt.Errorf("%w: too many changes wait to be folded into the blocks: %w", ErrPaused, *err)
		}
		select {
		case <-d.closing:
			return index.ErrClosed
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(holdTick):
		}
	}
	return nil
}
