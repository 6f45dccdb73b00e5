package sparql

import (
	"context"
	"fmt"
	"strings"

	"diplograph/graph/index"
)

// placeText gives a variable or a term as a plan shows it.
func (pl *planner) placeText(p place) string {
	if p.slot != noSlot {
		return pl.name(p.slot)
	}
	return pl.idText(p.id)
}

func (pl *planner) idText(id index.ID) string {
	if id == index.DefaultGraph {
		return "DEFAULT"
	}
	t, err := pl.dict.term(context.WithoutCancel(pl.ctx), id)
	if err != nil {
		return fmt.Sprintf("%x", uint64(id))
	}
	return t.String()
}

func (pl *planner) pathText(p path) string {
	switch p := p.(type) {
	case pathIRI:
		return pl.idText(p.id)
	case pathInverse:
		return "^" + pl.pathText(p.path)
	case pathSequence:
		return "(" + pl.pathsText(p.paths, "/") + ")"
	case pathAlternative:
		return "(" + pl.pathsText(p.paths, "|") + ")"
	case pathRepeat:
		mod := map[[2]bool]string{{true, true}: "*", {false, true}: "+", {true, false}: "?"}[[2]bool{p.zero, p.many}]
		return "(" + pl.pathText(p.path) + ")" + mod
	}
	return "!(...)"
}

func (pl *planner) pathsText(list []path, separator string) string {
	var parts []string
	for _, p := range list {
		parts = append(parts, pl.pathText(p))
	}
	return strings.Join(parts, separator)
}

func (pl *planner) exprsText(list []expr) string {
	var parts []string
	for _, e := range list {
		parts = append(parts, pl.exprText(e))
	}
	return strings.Join(parts, " && ")
}

func (pl *planner) exprText(e expr) string {
	switch e := e.(type) {
	case *exprVar:
		return pl.name(e.slot)
	case *exprConst:
		if e.value.IsNone() {
			return "error"
		}
		return e.value.Term().String()
	case *exprOr:
		return pl.listText(e.list, " || ")
	case *exprAnd:
		return pl.listText(e.list, " && ")
	case *exprNot:
		return "!" + pl.exprText(e.x)
	case *exprCompare:
		return pl.exprText(e.left) + " " + e.op.String() + " " + pl.exprText(e.right)
	case *exprArith:
		return "(" + pl.exprText(e.left) + " " + string(e.op) + " " + pl.exprText(e.right) + ")"
	case *exprSign:
		return string(e.op) + pl.exprText(e.x)
	case *exprIn:
		return pl.exprText(e.x) + map[bool]string{false: " IN ", true: " NOT IN "}[e.not] + pl.listText(e.list, ", ")
	case *exprExists:
		return map[bool]string{false: "EXISTS", true: "NOT EXISTS"}[e.not] + " {...}"
	case *exprBound:
		return "BOUND(" + pl.name(e.slot) + ")"
	case *exprIf:
		return "IF" + pl.listText(e.children(), ", ")
	case *exprCoalesce:
		return "COALESCE" + pl.listText(e.list, ", ")
	case *exprCall:
		return e.function.Name + pl.listText(e.args, ", ")
	case *exprNoneOf:
		return fmt.Sprintf("%s is none of %d", pl.name(e.slot), len(e.ids))
	}
	return "?"
}

func (pl *planner) listText(list []expr, separator string) string {
	var parts []string
	for _, e := range list {
		parts = append(parts, pl.exprText(e))
	}
	return "(" + strings.Join(parts, separator) + ")"
}

func (pl *planner) sortText(keys []sortKey) string {
	var parts []string
	for _, k := range keys {
		text := pl.name(k.slot)
		if k.descending {
			text += " descending"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ", ")
}

func sliceText(n *sliceNode) string {
	text := ""
	if n.offset > 0 {
		text = fmt.Sprintf("offset %d ", n.offset)
	}
	if n.limit >= 0 {
		text += fmt.Sprintf("limit %d", n.limit)
	}
	return strings.TrimSpace(text)
}
