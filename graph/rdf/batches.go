package rdf

import (
	"io"
	"sync"
)

// ReadBatches reads a document like a Reader and calls each with a few thousand
// quads at a time, until the end or an error, which it returns; the end is nil.
// The slice is good until each returns, the quads in it for ever.
//
// With ReaderOptions.Workers above 1, N-Triples and N-Quads are cut at line ends
// and parsed by so many goroutines. Calls of each and of Continue never overlap,
// and ReadBatches returns only after all goroutines have ended. Quads come in
// the order of the document unless ReaderOptions.Unordered is set.
func ReadBatches(r io.Reader, f Format, opts ReaderOptions, each func([]Quad) error) error {
	if opts.Workers > 1 && (f == NTriples || f == NQuads) {
		return newParallelReader(r, f, opts.withDefaults()).run(each)
	}
	reader, err := NewReader(r, f, opts)
	if err != nil {
		return err
	}
	return Batches(reader, each)
}

// Batches calls each with the quads of a reader as ReadBatches does.
func Batches(r Reader, each func([]Quad) error) (err error) {
	const most = 1024
	var batch []Quad
	for err == nil {
		var q Quad
		if q, err = r.Read(); err == nil {
			batch = append(batch, q)
		}
		if len(batch) > 0 && (err != nil || len(batch) == most) {
			if stop := each(batch); stop != nil {
				return stop
			}
			batch = batch[:0]
		}
	}
	if err == io.EOF {
		return nil
	}
	return err
}

// A parallelReader parses blocks of lines at the same time.
//
//	split -> pending -> parse, parse, ... -> finished -> deliver
//	  ^                                                     |
//	  +------------------- free tasks ----------------------+
//
// In order, deliver takes tasks as they were split and waits for each.
type parallelReader struct {
	src     blocks
	opts    ReaderOptions
	free    chan *task
	pending chan *task
	deliver chan *task // in order: as they were split; else as they were parsed
	stop    chan struct{}
	done    sync.WaitGroup
}

// A task is a block and what was read in it.
type task struct {
	buf      []byte
	block    block
	quads    []Quad
	errors   []taskError
	err      error      // that ended the stream
	finished chan *task // where it goes when it is parsed
}

// A taskError came after so many quads of the task.
type taskError struct {
	after int
	err   *SyntaxError
}

// parallelBlock is how much text is parsed at a time, but firstBlock of the
// beginning: most documents are small.
const (
	parallelBlock = 256 << 10
	firstBlock    = 8 << 10
)

func newParallelReader(r io.Reader, f Format, opts ReaderOptions) *parallelReader {
	p := &parallelReader{
		src:  blocks{r: r, f: f, max: opts.MaxToken, line: 1},
		opts: opts,
		stop: make(chan struct{}),
	}
	tasks := 2*opts.Workers + 2
	p.free, p.pending, p.deliver = make(chan *task, tasks), make(chan *task, tasks), make(chan *task, tasks)
	for range tasks {
		t := &task{finished: p.deliver}
		if !opts.Unordered {
			t.finished = make(chan *task, 1)
		}
		p.free <- t
	}
	p.done.Go(p.split)
	var parsers sync.WaitGroup
	for range opts.Workers {
		parsers.Go(p.parse)
	}
	p.done.Go(func() {
		parsers.Wait()
		if opts.Unordered {
			close(p.deliver)
		}
	})
	return p
}

// split cuts the stream into tasks.
func (p *parallelReader) split() {
	defer close(p.pending)
	if !p.opts.Unordered {
		defer close(p.deliver)
	}
	for size := firstBlock; ; size = parallelBlock {
		var t *task
		select {
		case <-p.stop:
			return
		case t = <-p.free:
		}
		if len(t.buf) < size {
			t.buf = make([]byte, size)
		}
		t.block, t.buf, t.err = p.src.next(t.buf, len(t.buf))
		if t.err == io.EOF {
			return
		}
		_, bad := t.err.(*SyntaxError)
		last := t.err != nil && !(bad && p.opts.Continue != nil) || p.src.ended()
		if !p.opts.Unordered {
			p.deliver <- t
		}
		p.pending <- t // from here on it is the parser's
		if last {
			return
		}
	}
}

// parse parses tasks.
func (p *parallelReader) parse() {
	var parser *lineParser
	for t := range p.pending {
		if parser == nil {
			parser = newLineParser(p.src.f, p.opts)
		}
		t.quads, t.errors = t.quads[:0], t.errors[:0]
		if e, ok := t.err.(*SyntaxError); ok {
			t.errors, t.err = append(t.errors, taskError{0, e}), nil
		} else if t.err == nil {
			p.parseTask(parser, t)
		}
		t.finished <- t
	}
}

func (p *parallelReader) parseTask(parser *lineParser, t *task) {
	parser.reset(t.block.withoutMark())
	for {
		if len(t.quads) == cap(t.quads) {
			t.quads = append(t.quads, Quad{})[:len(t.quads)]
		}
		slot := &t.quads[:len(t.quads)+1][len(t.quads)]
		ok, bad := parser.next(slot)
		switch {
		case ok:
			t.quads = t.quads[:len(t.quads)+1]
		case bad == nil:
			return
		default:
			t.errors = append(t.errors, taskError{len(t.quads), bad})
			if p.opts.Continue == nil {
				return
			}
		}
	}
}

// run delivers what was parsed, until the end or an error.
func (p *parallelReader) run(each func([]Quad) error) error {
	defer p.done.Wait()
	defer close(p.stop)
	for t := range p.deliver {
		if !p.opts.Unordered {
			<-t.finished
		}
		if err := p.deliverTask(t, each); err != nil {
			return err
		}
		p.free <- t
	}
	return nil
}

func (p *parallelReader) deliverTask(t *task, each func([]Quad) error) error {
	done := 0
	for _, e := range append(t.errors, taskError{after: len(t.quads)}) {
		if e.after > done {
			if err := each(t.quads[done:e.after]); err != nil {
				return err
			}
			done = e.after
		}
		if e.err != nil && (p.opts.Continue == nil || !p.opts.Continue(e.err)) {
			return e.err
		}
	}
	return t.err
}
