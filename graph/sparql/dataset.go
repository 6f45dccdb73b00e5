package sparql

import (
	"slices"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql/syntax"
)

// A dataset is the graphs that a query sees (section 13).
type dataset struct {
	merged graphPlace // the default graph
	named  []index.ID // sorted; nil for every named graph of the store
}

// A Dataset names graphs, as FROM and FROM NAMED do. The zero Dataset is that of
// the query text or, if that has none, of the store.
type Dataset struct {
	Default []rdf.Term
	Named   []rdf.Term
}

// IsZero reports whether no graph is named.
func (d Dataset) IsZero() bool { return len(d.Default) == 0 && len(d.Named) == 0 }

// datasetOf gives the graphs that a query sees: those that the protocol names,
// else those that the text names, else the store's.
func (t *translator) datasetOf(text syntax.Dataset) dataset {
	d := t.options.Dataset
	if d.IsZero() {
		for _, c := range text.Default {
			d.Default = append(d.Default, c.Term)
		}
		for _, c := range text.Named {
			d.Named = append(d.Named, c.Term)
		}
	}
	if d.IsZero() {
		if t.options.UnnamedOnly {
			return dataset{merged: graphPlace{kind: graphOne, id: index.DefaultGraph}}
		}
		return dataset{merged: graphPlace{kind: graphUnion}}
	}
	found := dataset{named: t.graphIDs(d.Named)}
	if ids := t.graphIDs(d.Default); len(ids) == 1 {
		found.merged = graphPlace{kind: graphOne, id: ids[0]}
	} else {
		found.merged = graphPlace{kind: graphMerge, set: ids}
	}
	return found
}

// graphIDs gives the ids of graphs, sorted, never nil.
func (t *translator) graphIDs(terms []rdf.Term) []index.ID {
	ids := []index.ID{}
	for _, g := range terms {
		ids = append(ids, t.term(g))
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// hasGraph reports whether a graph of this name is in the dataset.
func (t *translator) hasGraph(id index.ID) bool {
	if t.dataset.named != nil {
		_, ok := slices.BinarySearch(t.dataset.named, id)
		return ok
	}
	if id == index.None || local(id) || id == index.DefaultGraph {
		return false
	}
	n, err := t.dict.snap.Count(t.ctx, index.Quad{index.Graph: id}, false)
	if err != nil {
		t.fail(err)
	}
	return n > 0
}
