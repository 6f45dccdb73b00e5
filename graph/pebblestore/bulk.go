package pebblestore

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"strings"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
)

// LoadOptions say how quads are loaded. The zero LoadOptions are good.
type LoadOptions struct {
	// Memory is about how many bytes a load takes for itself, beside the quads
	// that it is given and the caches of the store; 0 is 1 GB. With less, more is
	// written to files in between. Below 16 MB it has no effect, nor has it on
	// the 8 bytes that every term of the load takes while quads are sorted.
	Memory int64
	// Progress, if not nil, is called now and then, from one goroutine at a time.
	Progress func(LoadProgress)
	// Locked, if not nil, is called once all quads have been read and the load has
	// the right to write, until it ends: what committed before it has begun
	// before, what commits after it begins after the load.
	Locked func()
}

// LoadProgress is how far a load is.
type LoadProgress struct {
	Read    int64 // quads
	Terms   int64 // that have an ID, each once, once all has been read
	Sorted  int64 // quads in files of their own, if there is not memory for all
	Written int64 // rows of the seven orders, with those that were there before
}

// LoadResult counts the quads of a load.
type LoadResult struct {
	Read       int64
	Added      int64
	Duplicates int64 // came twice, or were in the store before
}

// Load adds quads, millions a minute, to an empty store or one that has some. It
// calls next until that gives io.EOF; the quads are next's to change when it is
// called again. All quads come into the store together at the end, or none if
// there is an error or the process ends before; after ErrFailed opening the store
// again shows which. Others read meanwhile; they write until next gives io.EOF,
// and then again after the load. Close ends a load, and does not wait for next.
//
// A load needs the room of the store a few times over, in the folder of the
// store, until it ends.
//
//	quads   -> rows of numbers of terms, terms sorted          (collector)
//	terms   -> IDs, tables of the dictionary                   (numberer)
//	rows    -> sorted seven times, merged, tables of blocks    (arranger)
//	tables  -> into the store, with its next state, at once
func (d *DB) Load(ctx context.Context, opts LoadOptions, next func() ([]rdf.Quad, error)) (result LoadResult, err error) {
	memory := int(max(opts.Memory, minLoadMemory))
	if opts.Memory == 0 {
		memory = 1 << 30
	}
	opts.Memory = int64(memory)
	return d.loadWith(ctx, opts, next)
}

// loadWith is Load with as little memory as the options say.
func (d *DB) loadWith(ctx context.Context, opts LoadOptions, next func() ([]rdf.Quad, error)) (result LoadResult, err error) {
	if d.opts.ReadOnly {
		return LoadResult{}, index.ErrReadOnly
	}
	ctx, t, err := d.task(ctx)
	if err != nil {
		return LoadResult{}, err
	}
	defer t.end(&err)
	dir, err := d.newLoadSpool()
	if err != nil {
		return LoadResult{}, err
	}
	defer d.closeLoadSpool(dir)
	l := &load{db: d, dir: dir, memory: int(opts.Memory), workers: runtime.GOMAXPROCS(0), progress: opts.Progress}
	outside := func() (quads []rdf.Quad, err error) {
		err = t.outside(func() error { quads, err = next(); return err })
		return quads, err
	}
	if err := l.collect(ctx, outside); err != nil {
		return LoadResult{}, err
	}
	if err := d.takeWriter(ctx); err != nil {
		return LoadResult{}, err
	}
	defer d.unlockWriter()
	if opts.Locked != nil {
		opts.Locked()
	}
	return l.finish(ctx)
}

const minLoadMemory = 16 << 20

// newLoadSpool makes a folder for what is written beside the store.
func (d *DB) newLoadSpool() (*spool, error) {
	return newSpool(d.opts.FS, d.opts.FS.PathJoin(d.dir, loadPrefix+rand.Text()))
}

func (d *DB) closeLoadSpool(dir *spool) {
	if err := dir.close(); err != nil { // it goes when the store is opened again
		d.opts.Log.Error("the temporary files of a load stay", "folder", dir.dir, "error", err)
	}
}

// nextGeneration is the state after this one, with other quads and the same terms.
func (s *state) nextGeneration() state {
	return state{generation: s.generation + 1, layout: s.layout + 1, version: s.version + 1, next: s.next}
}

// A load is one call of Load.
type load struct {
	db       *DB
	dir      *spool
	memory   int
	workers  int
	progress func(LoadProgress)
	done     LoadProgress
	parts    []part
	rows     int64
}

func (l *load) report() {
	if l.progress != nil {
		l.progress(l.done)
	}
}

const rowsName = "rows"

// collect reads all quads.
func (l *load) collect(ctx context.Context, next func() ([]rdf.Quad, error)) (err error) {
	file, err := l.dir.create(rowsName)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.close()) }()
	c := newCollector(l.dir, file, l.memory/2, l.workers)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		quads, err := next()
		if len(quads) > 0 {
			if err := c.add(quads); err != nil {
				return err
			}
			l.done.Read += int64(len(quads))
			l.report()
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
	}
	c.end()
	l.parts, l.rows = c.parts, l.done.Read
	return nil
}

// finish does all that comes after quads have been read, while nobody else
// writes.
func (l *load) finish(ctx context.Context) (result LoadResult, err error) {
	d := l.db
	before, err := d.taskSnapshot()
	if err != nil {
		return LoadResult{}, err
	}
	defer func() { err = errors.Join(err, before.Close()) }()
	t := newTables(l.dir, d)
	n, err := l.number(ctx, before, t)
	if err != nil {
		return LoadResult{}, err
	}
	hashed := make(chan error, 1)
	go func() { hashed <- n.hashes.write(ctx, t) }()
	after := before.state.nextGeneration()
	after.next = n.next
	err = l.arrange(ctx, before, t, n, &after)
	if err = errors.Join(err, <-hashed); err != nil {
		return LoadResult{}, err
	}
	if err := d.takeIn(ctx, t, &before.state, &after); err != nil {
		return LoadResult{}, err
	}
	added := after.statistics.Quads - before.state.statistics.Quads
	return LoadResult{Read: l.done.Read, Added: added, Duplicates: l.done.Read - added}, nil
}

// number gives the terms their IDs.
func (l *load) number(ctx context.Context, before *Snapshot, t *tables) (n *numberer, err error) {
	n = &numberer{
		dir: l.dir, workers: l.workers, hash: l.db.hash, next: before.state.next,
		hashes: &hashes{dir: l.dir}, block: termBlockBuilder{to: t.writer(compressed)},
	}
	if before.state.next > 1 {
		for range l.workers {
			lookup := before.dictionary()
			defer func() { err = errors.Join(err, lookup.close()) }()
			n.lookups = append(n.lookups, lookup)
		}
	}
	n.progress = func(terms int) {
		l.done.Terms = int64(terms)
		l.report()
	}
	if err := n.number(ctx, l.parts); err != nil {
		n.hashes.close()
		return nil, err
	}
	return n, nil
}

// arrange writes the orders and the statistics of the generation after.
func (l *load) arrange(ctx context.Context, before *Snapshot, t *tables, n *numberer, after *state) error {
	file, err := l.dir.open(rowsName)
	if err != nil {
		return err
	}
	defer file.close()
	for i := range l.parts { // their memory is for rows now
		l.parts[i].vocabulary, l.parts[i].order = nil, nil
	}
	debug.FreeOSMemory()
	a := &arranger{
		dir: l.dir, workers: l.workers, memory: l.memory - l.memory/8, tables: t,
		generation: uint32(after.generation), terms: newTermSet(after.next),
	}
	rows := &loadRows{dir: l.dir, parts: l.parts, ranks: n.ranks(), file: newRowReader(file), left: l.rows}
	a.ids = n.ids
	if before.state.statistics.Quads > 0 {
		a.present = before.rowSource
	}
	a.progress = func(sorted, written int) {
		l.done.Sorted += int64(sorted)
		l.done.Written += int64(written)
		l.report()
	}
	if err := a.arrange(ctx, rows); err != nil {
		return err
	}
	return a.writeStatistics(after)
}

// writeStatistics gives a state the counts of the rows that have been written,
// and writes those of every predicate.
func (a *arranger) writeStatistics(s *state) error {
	s.statistics = statistics(&a.counts)
	return writePredicates(a.tables, a.generation, a.counts[index.PSOG].predicates, a.counts[index.POSG].predicates)
}

// writePredicates writes the counts of every predicate.
func writePredicates(t *tables, generation uint32, subjects, objects []predicateCount) error {
	w := t.writer(compressed)
	for i, p := range subjects {
		s := index.PredicateStatistics{Quads: p.rows, Subjects: p.seconds, Objects: objects[i].seconds}
		if err := w.set(predicateKey(generation, p.predicate), appendPredicate(nil, s)); err != nil {
			return errors.Join(err, w.close())
		}
	}
	return w.close()
}

// takeIn makes tables, and with them the next state, the store's: all at once
// and on disk, for Pebble takes in several tables in one step.
func (d *DB) takeIn(ctx context.Context, t *tables, before, after *state) error {
	w := t.writer(compressed)
	if err := w.deleteRange(generationKey(uint32(before.generation)), generationKey(uint32(before.generation)+1)); err != nil {
		return errors.Join(err, w.close())
	}
	if err := w.close(); err != nil {
		return err
	}
	after.follow(&d.state)
	if after.untold() {
		if err := w.set(metaKeyOf(metaCollected), after.collected.append(nil)); err != nil {
			return errors.Join(err, w.close())
		}
	}
	if err := w.set(metaKeyOf(metaState), after.append(nil)); err != nil {
		return errors.Join(err, w.close())
	}
	if err := w.close(); err != nil {
		return err
	}
	old := *d.dirs.Load()
	next := newDirectories(uint32(after.generation), after.layout)
	d.dirs.Store(&[]*directories{old[0], next})
	var failed error // and nothing has changed, unless Pebble says worse
	if err := d.guarded(func() error { failed = d.p.Ingest(ctx, t.paths); return nil }); err != nil {
		return errors.Join(err, storeError(failed))
	}
	if failed != nil {
		d.dirs.Store(&old)
		return storeError(failed)
	}
	d.state = *after
	d.dirs.Store(&[]*directories{next})
	d.wake(after)
	d.settle()
	return nil
}

// settle has Pebble put the tables that it has taken in at their place in its
// tree. Until then it looks through all of them for every key.
func (d *DB) settle() {
	if _, err := d.flushSoon(); err != nil { // it is done when the log is next full
		d.opts.Log.Warn("the tables of a load stay in the log", "error", err)
	}
}

// loadPrefix begins the name of the folder of a load in that of the store.
const loadPrefix = "load-"

// removeLoads removes what loads have left that did not come to their end.
func (d *DB) removeLoads() error {
	if d.opts.ReadOnly {
		return nil
	}
	names, err := d.fs.List(d.dir)
	if err != nil {
		return err
	}
	for _, name := range names {
		if strings.HasPrefix(name, loadPrefix) {
			if err := d.fs.RemoveAll(d.fs.PathJoin(d.dir, name)); err != nil {
				return fmt.Errorf("removing what a load left: %w", err)
			}
		}
	}
	return nil
}
