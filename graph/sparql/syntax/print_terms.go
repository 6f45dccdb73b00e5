package syntax

import (
	"fmt"
	"strings"

	"diplograph/graph/rdf"
)

func (p *printer) node(n Node) {
	switch n := n.(type) {
	case *Variable:
		p.text("?" + n.Name)
	case *BlankNode:
		p.text("_:" + n.Label)
	case *Constant:
		p.term(n.Term)
	case *TripleTerm:
		p.tripleTerm(n)
	}
}

func (p *printer) tripleTerm(t *TripleTerm) {
	p.text("<<( ")
	p.node(t.Subject)
	p.text(" ")
	p.verb(t.Predicate)
	p.text(" ")
	p.node(t.Object)
	p.text(" )>>")
}

// verb writes a predicate that is no path.
func (p *printer) verb(n Node) {
	if c, ok := n.(*Constant); ok && c.Term.Value == rdf.RDFType {
		p.text("a")
		return
	}
	p.node(n)
}

// Levels of paths, from what binds loosest.
const (
	pathAlternative = iota
	pathSequence
	pathInverse
	pathElt
	pathPrimary
)

func (p *printer) predicate(path Predicate) {
	if n, ok := path.(Node); ok {
		p.verb(n)
		return
	}
	p.path(path.(Path), pathAlternative)
}

// path writes a path where at least a level is needed, in parentheses if it is
// below.
func (p *printer) path(path Path, level int) {
	if pathLevel(path) < level {
		p.text("(")
		defer p.text(")")
	}
	switch path := path.(type) {
	case *Constant:
		p.verb(path)
	case *PathAlternative:
		p.paths(path.Paths, "|", pathSequence)
	case *PathSequence:
		p.paths(path.Paths, "/", pathInverse)
	case *PathInverse:
		p.text("^")
		p.path(path.Path, pathElt)
	case *PathRepeat:
		p.path(path.Path, pathPrimary)
		p.text(string(rune(path.Mod)))
	case *PathNegated:
		p.negated(path)
	}
}

func pathLevel(path Path) int {
	switch path.(type) {
	case *PathAlternative:
		return pathAlternative
	case *PathSequence:
		return pathSequence
	case *PathInverse:
		return pathInverse
	case *PathRepeat:
		return pathElt
	}
	return pathPrimary
}

func (p *printer) paths(list []Path, separator string, level int) {
	separated(p, list, separator, func(path Path) { p.path(path, level) })
}

func (p *printer) negated(n *PathNegated) {
	p.text("!")
	if len(n.Items) != 1 {
		p.text("(")
		defer p.text(")")
	}
	separated(p, n.Items, "|", func(it NegatedIRI) {
		if it.Inverse {
			p.text("^")
		}
		p.verb(it.IRI)
	})
}

// term writes an IRI or a literal.
func (p *printer) term(t rdf.Term) {
	switch {
	case t.IsIRI():
		p.text(p.shorten(t.Value))
	case t.Language != "":
		p.str(t.Value)
		p.text("@" + t.Language)
		if t.Direction != rdf.NoDirection {
			p.text("--" + t.Direction.String())
		}
	case t.Datatype == rdf.XSDString:
		p.str(t.Value)
	case isPlain(t):
		p.text(t.Value)
	default:
		p.str(t.Value)
		p.text("^^" + p.shorten(t.Datatype))
	}
}

// isPlain reports whether a literal may be written without quotes.
func isPlain(t rdf.Term) bool {
	want := map[string]kind{rdf.XSDInteger: tokInteger, rdf.XSDDecimal: tokDecimal, rdf.XSDDouble: tokDouble}[t.Datatype]
	if want == tokEOF {
		return t.Datatype == rdf.XSDBoolean && (t.Value == "true" || t.Value == "false")
	}
	l := lexer{text: t.Value}
	var tok token
	return !strings.Contains(t.Value, `\`) && l.number(&tok) && tok.kind == want && l.pos == len(t.Value)
}

// shorten writes an IRI with the prefix that leaves the least of it.
func (p *printer) shorten(iri string) string {
	best, local := -1, ""
	for i, d := range p.prefixes {
		if best >= 0 && len(d.Namespace) <= len(p.prefixes[best].Namespace) {
			continue
		}
		if rest, ok := strings.CutPrefix(iri, d.Namespace); ok && isPlainLocal(rest) {
			best, local = i, rest
		}
	}
	if best < 0 {
		return iriRef(iri)
	}
	return p.prefixes[best].Name + ":" + local
}

// isPlainLocal reports whether s may follow a prefix as it is; names with dots,
// escapes and the like are written as whole IRIs.
func isPlainLocal(s string) bool {
	for i, r := range s {
		if i == 0 && !isVarStart(r) || !rdf.IsPNChars(r) {
			return false
		}
	}
	return true
}

// iriRef writes an IRI in <>. Characters that may not stand there, which an IRI
// that was parsed does not have, are percent-encoded.
func iriRef(iri string) string {
	if strings.IndexFunc(iri, func(r rune) bool { return !isIRIChar(r) }) < 0 {
		return "<" + iri + ">"
	}
	var b strings.Builder
	b.WriteByte('<')
	for i := 0; i < len(iri); i++ {
		if c := iri[i]; c < 0x80 && !isIRIChar(rune(c)) {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	b.WriteByte('>')
	return b.String()
}

var stringEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`, "\b", `\b`, "\f", `\f`)

func (p *printer) str(s string) {
	p.b.WriteByte('"')
	_, _ = stringEscapes.WriteString(&p.b, s)
	p.b.WriteByte('"')
}
