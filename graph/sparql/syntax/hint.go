package syntax

import (
	"fmt"
	"strings"

	"diplograph/graph/rdf"
	"diplograph/graph/vocab"
)

// wellKnown are prefixes that people expect to be there. SPARQL has none.
var wellKnown = map[string]string{
	"rdf": rdf.RDFNamespace, "xsd": rdf.XSDNamespace,
	"rdfs":    "http://www.w3.org/2000/01/rdf-schema#",
	"owl":     "http://www.w3.org/2002/07/owl#",
	"skos":    "http://www.w3.org/2004/02/skos/core#",
	"foaf":    "http://xmlns.com/foaf/0.1/",
	"dc":      "http://purl.org/dc/elements/1.1/",
	"dct":     "http://purl.org/dc/terms/",
	"dcterms": "http://purl.org/dc/terms/",
	"dcat":    "http://www.w3.org/ns/dcat#",
	"fn":      "http://www.w3.org/2005/xpath-functions#",
	"geo":     "http://www.opengis.net/ont/geosparql#",
	"oa":      "http://www.w3.org/ns/oa#",
	"org":     "http://www.w3.org/ns/org#",
	"prov":    "http://www.w3.org/ns/prov#",
	"schema":  "https://schema.org/",
	"sem":     vocab.SEM,
	"sh":      "http://www.w3.org/ns/shacl#",
	"time":    "http://www.w3.org/2006/time#",
	"vcard":   "http://www.w3.org/2006/vcard/ns#",
	"void":    "http://rdfs.org/ns/void#",
	"wd":      "http://www.wikidata.org/entity/",
	"wdt":     "http://www.wikidata.org/prop/direct/",
	"dbo":     "http://dbpedia.org/ontology/",
	"dbr":     "http://dbpedia.org/resource/",
	"dg":      vocab.DG,
	"res":     vocab.Res,
}

// prefixHint says how to declare a prefix.
func prefixHint(prefix string) string {
	if ns, ok := wellKnown[prefix]; ok {
		return fmt.Sprintf("add PREFIX %s: <%s>", prefix, ns)
	}
	for name, ns := range wellKnown {
		if strings.EqualFold(name, prefix) {
			return fmt.Sprintf("prefixes are case-sensitive; add PREFIX %s: <%s>", prefix, ns)
		}
	}
	return fmt.Sprintf("add PREFIX %s: <...> at the top", clip(prefix))
}

// hint advises on the usual mistakes, from what should stand at the token in
// sight, what does, and what stood before.
func (p *parser) hint(want string) string {
	if want == `"("` && p.last.isOneOf("ASC", "DESC") {
		return "ASC and DESC come first, as in ORDER BY DESC(?x)"
	}
	for _, advise := range []func(string) string{
		p.hintEnd, p.hintWord, p.hintSymbol, p.hintTerm,
	} {
		if h := advise(want); h != "" {
			return h
		}
	}
	return ""
}

// hintEnd is about text that ends too early.
func (p *parser) hintEnd(want string) string {
	if strings.HasSuffix(want, `")"`) && (p.tok.kind == tokEOF || p.is("}")) {
		return `a "(" is not closed`
	}
	if p.tok.kind != tokEOF || len(p.open) == 0 {
		return ""
	}
	at := p.open[len(p.open)-1]
	return fmt.Sprintf(`the "{" of line %d, column %d is not closed`, at.Line, at.Column)
}

// hintWord is about words: typing errors, other languages, clauses in the wrong
// place.
func (p *parser) hintWord(want string) string {
	if p.tok.kind != tokWord {
		return ""
	}
	word := p.tok.text
	if h, ok := foreignWords[word]; ok {
		return h
	}
	_, function := builtIns[word]
	function = function || aggregates[word]
	switch {
	case function && p.last.isOneOf("SELECT", "DISTINCT", "REDUCED"):
		return "an expression in SELECT is written (expression AS ?name)"
	case updateWords[word] && strings.HasPrefix(want, "SELECT"):
		return "this is an update, which is sent as such and not as a query"
	case queryWords[word] && want == wantAction:
		return "this is a query, which is sent as such and not as an update"
	case updateWords[word] && strings.HasPrefix(want, `";"`):
		return `operations are separated by ";"`
	case word == "SELECT" && strings.HasPrefix(want, "a graph pattern"):
		return "a sub-query stands in braces of its own: { SELECT ... }"
	case clauses[word] && strings.HasPrefix(want, "the end"):
		return "the order of clauses is WHERE, GROUP BY, HAVING, ORDER BY, LIMIT and OFFSET, VALUES; each stands once"
	case function || keywords[word] || queryWords[word] || updateWords[word] || clauses[word]:
		return ""
	case want == wantTerm || want == wantVerb:
		return bareWord
	}
	inExpression := want == wantExpression || want == wantCondition
	if near := nearest(word, inExpression); near != "" {
		return "did you mean " + near + "?"
	}
	if inExpression {
		return bareWord
	}
	return ""
}

const bareWord = `a bare word means nothing: write a prefixed name as in ex:word, a variable as in ?word or a string as in "word"`

func (t *token) isOneOf(words ...string) bool {
	for _, w := range words {
		if t.isWord(w) {
			return true
		}
	}
	return false
}

// hintSymbol is about operators and punctuation.
func (p *parser) hintSymbol(want string) string {
	if p.tok.kind != tokSymbol {
		return ""
	}
	found := p.tok.text
	switch {
	case found == "=" && (p.last.is("=") || p.last.is("!=")):
		return "equal is written =, and not equal !="
	case found == ">" && p.last.is("<"):
		return "not equal is written !="
	case found == ">" && p.last.is("="):
		return "greater or equal is written >="
	case found == "|" && strings.Contains(want, "expression"):
		return `"or" is written ||`
	case found == "," && strings.Contains(want, "WHERE"):
		return "variables in SELECT are separated by spaces"
	case found == ")" && want == "AS":
		return "an expression in SELECT or BIND is written (expression AS ?name)"
	case found == "," && strings.HasPrefix(want, "the end"):
		return "what GROUP BY, HAVING and ORDER BY list is separated by spaces"
	case (found == "." || found == ";") && (strings.HasPrefix(want, "SELECT") || want == wantAction && p.last.kind == tokIRI):
		return "PREFIX and BASE end without a dot or semicolon"
	case found == "<":
		return "an IRI in <> holds no spaces, quotes, braces, |, ^, ` or <"
	case found == ";" && strings.HasPrefix(want, "a graph pattern"):
		return "a triple ends with a dot"
	case strings.Contains("?*+/|^", found) && p.last.kind == tokVar && want == wantTerm:
		return "a path is made of IRIs, and a variable cannot be part of one"
	case (found == "}" || found == ".") && (want == wantVerb || want == wantTerm):
		return "a triple has a subject, a predicate and an object"
	case (found == "<<" || found == "{|") && want == wantExpression:
		return "in an expression a triple term is written <<( s p o )>>"
	case found == "}" && len(p.open) == 0:
		return `there is no "{" for it`
	}
	return ""
}

// hintTerm is about variables, IRIs, literals and the like.
func (p *parser) hintTerm(want string) string {
	t := &p.tok
	switch t.kind {
	case tokLang:
		if upper(t.text) == "PREFIX" || upper(t.text) == "BASE" {
			return "SPARQL writes PREFIX and BASE without @ and without a dot at the end"
		}
		if want == wantTerm || want == wantExpression {
			return `a language tag follows a string, as in "word"@en`
		}
	case tokString, tokInteger, tokDecimal, tokDouble:
		if strings.HasPrefix(want, "a predicate") {
			return "a predicate is never a literal"
		}
	case tokBlank:
		if strings.HasPrefix(want, "a predicate") {
			return "a predicate is never a blank node; use a variable"
		}
	}
	if want == wantCondition {
		return "put it in parentheses"
	}
	subject := t.kind == tokVar || p.isIRI() || t.kind == tokBlank || p.isLiteral()
	switch {
	case subject && strings.HasSuffix(want, `"{"`):
		return "patterns stand in braces"
	case !subject && !p.isWord("a"):
		return ""
	case !strings.HasPrefix(want, "a graph pattern") && !strings.HasPrefix(want, "a triple") && want != wantTerm:
		return ""
	case p.separator == ";":
		return `";" goes on with the same subject; end a triple with "." before another subject`
	case p.separator == ",":
		return `"," goes on with the same subject and predicate; end a triple with "." before another subject`
	case subject:
		return `end a triple with "." before another subject, and use "," between objects`
	}
	return ""
}
