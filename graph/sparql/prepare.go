package sparql

import (
	"context"
	"runtime"
	"time"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql/syntax"
	"diplograph/graph/sparql/value"
)

// Options say how queries are run. The zero value is ready to use.
type Options struct {
	// Dataset, if not zero, is what the protocol says instead of FROM.
	Dataset Dataset
	// UnnamedOnly makes the default graph the unnamed graph alone; otherwise it
	// is the merge of all graphs.
	UnnamedOnly bool
	// Memory is how many bytes a query may hold, 1 GiB by default.
	Memory int64
	// Hold, if not nil, is told before a query, or an operation of an update, holds
	// more than it was told last, but for a first MiB. Its error ends the query: there
	// may be memory for one, and not for all that run.
	Hold func(bytes int64) error
	// Now is the time that NOW() gives, the present by default.
	Now time.Time
	// Services answers SERVICE and fetches for LOAD; nil refuses both.
	Services Services
	// Names answers dg:search; nil refuses it.
	Names Names
	// GiveWay, if not nil, is called before every batch: it may let other queries go
	// first, and gives an error if the context has ended.
	GiveWay func(ctx context.Context) error
	// Plain turns every optimisation off.
	Plain bool
}

const defaultMemory = 1 << 30

// Services reaches other servers, as far as the operator allows.
type Services interface {
	// Query asks an endpoint a SELECT query and gives its variables and rows.
	Query(ctx context.Context, endpoint, query string) (vars []string, rows [][]rdf.Term, err error)
	// Fetch gets the triples of a document.
	Fetch(ctx context.Context, iri string, each func([]rdf.Triple) error) error
}

// A Plan is a query, ready to run on one snapshot. It runs once.
type Plan struct {
	query *syntax.Query
	root  *plan
	run   *run
	slots []slot
	vars  []string
	outer *translator // for the template and the targets
	took  time.Duration
}

// Prepare plans a query on a snapshot, which must be held until the plan has
// run. Errors are ErrQuery and the snapshot's.
func Prepare(ctx context.Context, snap index.Snapshot, q *syntax.Query, opts Options) (*Plan, error) {
	start := time.Now()
	r := newRun(ctx, snap, q.Prologue.Base, opts)
	r.workers = min(maxWorkers, runtime.GOMAXPROCS(0))
	t := newTranslator(ctx, r, q.Dataset)
	t.shows = q.Form != syntax.Describe
	p := &Plan{query: q, run: r, outer: t}
	n := t.query(p)
	if t.err != nil {
		return nil, t.err
	}
	p.root = r.planQuery(ctx, t, n, slotsOf(p.slots...))
	p.took = time.Since(start)
	return p, r.planner.err
}

// newRun begins a run on a snapshot.
func newRun(ctx context.Context, snap index.Snapshot, base string, opts Options) *run {
	if opts.Memory <= 0 {
		opts.Memory = defaultMemory
	}
	if opts.Now.IsZero() {
		opts.Now = time.Now()
	}
	b := newBudget(opts)
	r := &run{
		snap: snap, dict: newDictionary(snap, b), budget: b, options: opts,
		values: value.NewEnv(ctx, opts.Now, base), sub: map[*exprExists]*subPlans{}, feeds: map[slot]*batch{},
	}
	r.values.Spare, r.values.Give = b.spare, b.give
	return r
}

func newTranslator(ctx context.Context, r *run, text syntax.Dataset) *translator {
	t := &translator{ctx: ctx, dict: r.dict, options: r.options}
	t.scope = &scope{names: map[string]slot{}, all: &variables{}}
	t.dataset = t.datasetOf(text)
	t.graph = t.dataset.merged
	return t
}

// planQuery plans what a translator made; no variable is added after it.
func (r *run) planQuery(ctx context.Context, t *translator, n node, need slotSet) *plan {
	r.planner = &planner{ctx: ctx, snap: r.snap, dict: r.dict, options: r.options, vars: t.scope.all, stats: map[*triplePattern]*plan{}}
	r.slots = len(t.scope.all.names)
	if err := r.budget.take(t.parts * int64(r.slots) / 8); err != nil { // sets of variables
		r.planner.fail(err)
		return nothing()
	}
	if !r.options.Plain {
		n = rewriter{ctx}.rewrite(n)
		if t.shows {
			n = markShown(n)
		}
	}
	p := r.planner.plan(n, need)
	if err := r.budget.take(p.nodes() * (planBytes + columnBytes*int64(r.slots))); err != nil {
		r.planner.fail(err)
	}
	r.env = make([]index.ID, r.slots)
	return p
}

// columnBytes is what an open operator takes for each variable of a query: a place
// in its batch and one in its buffers.
const columnBytes = 48

// query translates a query of any form and notes what it selects.
func (t *translator) query(p *Plan) node {
	q := p.query
	switch q.Form {
	case syntax.Select:
		sub := &syntax.SubSelect{Projection: q.Projection, Where: q.Where, Modifiers: q.Modifiers, Values: q.Values}
		visible := sub.Visible()
		n, slots := t.selection(q.Projection, q.Where, q.Modifiers, q.Values, visible)
		p.slots = slots
		for _, v := range visible {
			p.vars = append(p.vars, v.Name)
		}
		return n
	case syntax.Ask:
		return &sliceNode{input: t.pattern0(q), limit: 1}
	case syntax.Construct:
		p.slots = t.templateSlots(q.Template)
	case syntax.Describe:
		p.slots = t.targetSlots(q)
	}
	return t.pattern0(q)
}

// pattern0 translates the pattern and modifiers of a query that selects nothing
// by name.
func (t *translator) pattern0(q *syntax.Query) node {
	if q.Where == nil {
		return join(&unitNode{}, t.valuesOrUnit(q.Values))
	}
	var all []*syntax.Variable
	all = append(all, q.Where.Visible()...)
	n, _ := t.selection(syntax.Projection{}, q.Where, q.Modifiers, q.Values, all)
	return n
}

func (t *translator) valuesOrUnit(v *syntax.Values) node {
	if v == nil {
		return &unitNode{}
	}
	return t.values(v)
}

// Form gives the form of the query.
func (p *Plan) Form() syntax.Form { return p.query.Form }

// Vars gives the variables that a SELECT selects, without "?".
func (p *Plan) Vars() []string { return p.vars }

// Memory gives the most bytes that the operators have held at once.
func (p *Plan) Memory() int64 { return p.run.budget.peak }

// Ask gives the answer of an ASK.
func (p *Plan) Ask(ctx context.Context) (bool, error) {
	op := p.open(ctx)
	defer op.close()
	b, err := op.next(ctx)
	return b != nil, err
}

func (p *Plan) open(ctx context.Context) operator {
	p.run.values.Context = ctx
	return &rootOp{p.root.open(p.run), p.run}
}

// A rootOp gives back what belongs to a run as a whole once it is closed.
type rootOp struct {
	operator
	run *run
}

func (o *rootOp) close() {
	o.operator.close()
	o.run.release()
}
