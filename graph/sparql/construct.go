package sparql

import (
	"context"

	"diplograph/graph/rdf"
	"diplograph/graph/sparql/syntax"
)

// maxRecent is how many triples of a graph are kept to pass over repeats.
const maxRecent = 1 << 16

// maxRecentSize is how many bytes they are at most.
const maxRecentSize = 16 << 20

// Graph calls each with the triples of a CONSTRUCT or a DESCRIBE as they come, in
// batches that are good for the call. Of a large graph a triple may come again.
func (p *Plan) Graph(ctx context.Context, each func([]rdf.Triple) error) error {
	op := p.open(ctx)
	defer op.close()
	out := &tripleSink{each: each, most: 1, recent: map[string]bool{}}
	var err error
	if p.query.Form == syntax.Describe {
		err = p.describe(ctx, op, out)
	} else {
		err = p.construct(ctx, op, out)
	}
	if err != nil {
		return err
	}
	return out.flush()
}

func (p *Plan) construct(ctx context.Context, op operator, out *tripleSink) error {
	tm := p.outer.template(p.run, quadPatterns(p.query.Template), rdf.Term{})
	for {
		b, err := op.next(ctx)
		if b == nil || err != nil {
			return err
		}
		if err := tm.load(ctx, b); err != nil {
			return err
		}
		for row := range b.n {
			if err := tm.make(ctx, b, row, out.add); err != nil {
				return err
			}
		}
		if err := out.flush(); err != nil {
			return err
		}
	}
}

// A tripleSink gathers triples for the one who asked.
type tripleSink struct {
	each    func([]rdf.Triple) error
	triples []rdf.Triple
	most    int // to gather: few at first, as somebody waits
	recent  map[string]bool
	size    int // of the keys of recent
	key     []byte
}

func (s *tripleSink) add(q rdf.Quad) error {
	q.Graph = rdf.Term{}
	s.key = rdf.AppendQuad(s.key[:0], q)
	if s.recent[string(s.key)] {
		return nil
	}
	if len(s.recent) >= maxRecent || s.size > maxRecentSize {
		clear(s.recent)
		s.size = 0
	}
	s.recent[string(s.key)] = true
	s.size += len(s.key)
	s.triples = append(s.triples, q.Triple())
	if len(s.triples) >= s.most {
		s.most = min(2*s.most, maxPairs)
		return s.flush()
	}
	return nil
}

func (s *tripleSink) flush() error {
	if len(s.triples) == 0 {
		return nil
	}
	err := s.each(s.triples)
	s.triples = s.triples[:0]
	return err
}
