package syntax

import "testing"

// TestGrammar has the corners of the grammar that the suites do not, or hardly,
// visit: what parses and what does not.
func TestGrammar(t *testing.T) {
	const prologue = "BASE <http://e/> PREFIX : <http://e/> PREFIX x.y: <http://e/xy#> PREFIX a: <http://e/a#>\n"
	for _, text := range []string{
		"select*where{<a><b>1.0e0}",
		"SELECT?x{?x<p>:q}",
		"SELECT $x ?x { $x ?y $z }",
		"ASK { :s :p 1,2.5,.5,1.e0,1.5E-3,.5e+7,+1,-1,+.5,-1e1,true,FALSE }",
		"ASK { :s :p 1.:t :q 2 . }",
		"ASK { :s :p 'a', \"b\", '''c'd''e''', \"\"\"f\"g\"\"h\"\"\", '', '''''', \"\"\"\\\"\"\"\" }",
		"ASK { :s :p 'a'@en-GB-x-1, 'b'^^:t, 'b' ^^ <t>, 'c' @en }",
		"ASK { : : : . :a.b :1 :a:b:c, :%20, :\\~\\., x.y:a.b.c, a:a, :_ }",
		"ASK { _:a.b :p _:1 }",
		"ASK { a: a a:a }",
		"ASK { ?s a/a* ?o ; ^a ?p ; !a ?q ; !(^a|:b|^:c) ?r ; (a) ?t }",
		"ASK { ?s :p? ?o . ?s :p?/:q*|:r+ ?o }",
		"ASK { [] :p [] . [ :p 1 ] . [ :p 1 ] :q 2 ; . ( ) :p () . (1) . (1) :p (2 (3 [ :q 4 ])) }",
		"ASK { ?s :p ?o ; ; ; :q ?r ; }",
		"ASK { {} {} . {} UNION {} . OPTIONAL {} . MINUS {} . GRAPH ?g {} . FILTER(1) . BIND(1 AS ?x) . VALUES ?v {} . SERVICE :s {} }",
		"ASK { ?s ?p ?o FILTER :f() FILTER :f(1, 2) FILTER :f(DISTINCT 1) FILTER EXISTS {} FILTER NOT EXISTS {} FILTER STR(1) FILTER(1) }",
		"ASK { _:a :p 1 FILTER(1) _:a :q 2 . FILTER EXISTS { _:b :p 3 } _:a :r 4 }",
		"ASK { VALUES () { () () } VALUES (?a) { (UNDEF) (1) } VALUES (?b ?c) { } }",
		"ASK { FILTER(1 IN ()) FILTER(1 NOT IN (1)) FILTER(IF(1, 2, 3)) FILTER(COALESCE()) FILTER(CONCAT()) FILTER(BNODE()) FILTER(BNODE(1)) }",
		"ASK { FILTER(REGEX('a', 'b')) FILTER(REGEX('a', 'b', 'c')) FILTER(REPLACE('a', 'b', 'c')) FILTER(REPLACE('a', 'b', 'c', 'd')) FILTER(SUBSTR('a', 1, 2)) }",
		"ASK { FILTER(!!1) FILTER(-(-1)) FILTER(- -1) FILTER(--1) FILTER(1+-1) FILTER(1--1) FILTER(1-1) FILTER(1+1*2) FILTER(?a*-1) }",
		"SELECT * {} LIMIT 0 OFFSET 0", "SELECT * {} OFFSET 1 LIMIT 1", "SELECT * {} LIMIT 99999999999999999999",
		"SELECT (1 AS ?x) (?x + 1 AS ?y) {} ORDER BY ?y ASC(?x) DESC(1) STR(?x) :f(?x) (?x) NOT EXISTS {}",
		"SELECT ?x { ?x :p ?y } GROUP BY ?x HAVING (1) COUNT(?y) (SUM(?y) > 1) :f(?x) ORDER BY COUNT(*)",
		"SELECT (COUNT(DISTINCT *) AS ?n) (GROUP_CONCAT(?x) AS ?a) (GROUP_CONCAT(?x; SEPARATOR='') AS ?b) { }",
		"SELECT (COUNT(*) AS ?n) (COUNT(?y) + ?n AS ?m) { ?x :p ?y FILTER EXISTS { SELECT (MAX(?z) AS ?w) { ?x :q ?z } } }",
		"SELECT REDUCED ?x FROM <g> FROM NAMED <h> FROM :g WHERE {}",
		"SELECT ?x { { SELECT ?y { ?y :p ?x } } BIND(1 AS ?x) }",
		"SELECT ?x { MINUS { ?x :p 1 } BIND(1 AS ?x) }",
		"SELECT ?x ?x {}",
		"CONSTRUCT { :s :p [] , (1 ?x) } {}", "CONSTRUCT FROM <g> WHERE { ?s ?p [] }", "CONSTRUCT WHERE {} ORDER BY ?x", "CONSTRUCT { ?s ?p ?o . } WHERE { ?s ?p ?o }",
		"DESCRIBE <a>", "DESCRIBE * {}", "DESCRIBE ?x :y FROM <g> WHERE {} LIMIT 1", "ASK FROM <g> {} VALUES ?x { 1 }",
		"ASK # comment\n{# comment }\n}#", "ASK\t{\r}", "ASK { <a#b> :p '#' }",
		"ASK { :s :p '\\u0041', <\\u0041>, :\\u0041, ?\\u0041 }",
		"ASK { ?s ?p ?o ~ ~ _:r {| a :T |} , 1 {| :q 2 ; :r [] |} }",
		"VERSION '1.2' ASK {}",
	} {
		if err := checkQuery(prologue+text, Options{}); err != nil {
			t.Errorf("%s\n%v", text, err)
		}
	}
	for _, text := range []string{
		"SELECT {}", "SELECT * ?x {}", "SELECT ?x * {}", "SELECT DISTINCT REDUCED ?x {}", "SELECT (1 AS x) {}", "SELECT () {}",
		"ASK { . }", "ASK { ?s ?p ?o . . }", "ASK { ?s ?p ?o ,, ?q }", "ASK { ; }", "ASK { ?s ?p }", "ASK { ?s }", "ASK { [] }", "ASK { () }",
		"ASK { ?s ?p ?o UNION {} }", "ASK { {} UNION }", "ASK { {} UNION ?s ?p ?o }", "ASK { OPTIONAL ?s ?p ?o }", "ASK { {} . . {} }",
		"ASK { ?s 'p' ?o }", "ASK { ?s [] ?o }", "ASK { ?s () ?o }", "ASK { ?s ?p/:q ?o }", "ASK { ?s :p|?q ?o }", "ASK { ?s !?p ?o }", "ASK { ?s :p+* ?o }", "ASK { ?s ^^:p ?o }", "ASK { ?s !(:p/:q) ?o }", "ASK { ?s A ?o }",
		"ASK { ?s ?p 1.e }", "ASK { ?s ?p + 1 }", "ASK { ?s ?p @en }", "ASK { ?s ?p 'a'@ }", "ASK { ?s ?p 'a'^^'b' }", "ASK { ?s ?p 'a\nb' }", "ASK { ?s ?p 'a\\qb' }", "ASK { ?s ?p \"\"\"a\"\"\"\" }",
		"ASK { ?s ?p <a b> }", "ASK { ?s ?p <a\\nb> }", "ASK { ?s ?p <\\u0020> }", "ASK { ?s ?p <\\u003E> }", "ASK { ?s ?p :a\\b }", "ASK { ?s ?p :%4 }", "ASK { ?s ?p :a. . . }", "ASK { ?s ?p _: }", "ASK { ?s ?p _:- }", "ASK { ?s ?p :- }", "ASK { ?s ?p :· }", "ASK { ?s ?p ? }",
		"ASK { FILTER }", "ASK { FILTER 1 }", "ASK { FILTER ?x }", "ASK { FILTER() }", "ASK { FILTER(1 = 2 = 3) }", "ASK { FILTER(1 < 2 < 3) }", "ASK { FILTER :f }", "ASK { FILTER(:f(,)) }", "ASK { FILTER(:f(1,)) }", "ASK { FILTER(1 IN 2) }", "ASK { FILTER(NOT 1) }", "ASK { FILTER(1 NOT 2) }", "ASK { FILTER EXISTS 1 }",
		"ASK { BIND(1) }", "ASK { BIND(1 AS 2) }", "ASK { BIND 1 AS ?x }", "ASK { BIND(1 AS ?x) BIND(2 AS ?x) }", "ASK { VALUES ?x { ?y } }", "ASK { VALUES ?x { (1) } }", "ASK { VALUES ?x { _:a } }", "ASK { VALUES () { (1) } }", "ASK { VALUES 1 {} }",
		"ASK { FILTER(COUNT()) }", "SELECT (COUNT() AS ?n) {}", "SELECT (SUM(*) AS ?n) {}", "SELECT (MAX(1; SEPARATOR='') AS ?n) {}", "SELECT (GROUP_CONCAT(1; SEPARATOR=1) AS ?n) {}", "SELECT (COUNT(1, 2) AS ?n) {}",
		"SELECT * {} GROUP BY", "SELECT * {} GROUP ?x", "SELECT * {} ORDER BY", "SELECT * {} HAVING", "SELECT * {} LIMIT", "SELECT * {} LIMIT 1.0", "SELECT * {} LIMIT +1", "SELECT * {} LIMIT 1 LIMIT 1", "SELECT * {} OFFSET 1 LIMIT 1 OFFSET 1", "SELECT * {} LIMIT ?x", "SELECT * {} ORDER BY 1", "SELECT (1 AS ?x) {} GROUP BY 1",
		"CONSTRUCT { ?s :p+ ?o } {}", "CONSTRUCT WHERE { ?s :p+ ?o }", "CONSTRUCT WHERE { FILTER(1) }", "CONSTRUCT WHERE { {} }", "CONSTRUCT { FILTER(1) } {}", "CONSTRUCT { GRAPH :g {} } {}", "CONSTRUCT {}",
		"DESCRIBE", "DESCRIBE 'a'", "DESCRIBE _:a", "ASK", "ASK {", "ASK {}}", "ASK {} PREFIX : <a>", "FROM <g> ASK {}", "ASK FROM ?g {}", "ASK FROM NAMED {}",
		"ASK { GRAPH {} }", "ASK { GRAPH 'a' {} }", "ASK { GRAPH _:a {} }", "ASK { SERVICE {} }", "ASK { GRAPH :g ?s ?p ?o }",
		"ASK { { _:a :p 1 } _:a :p 2 }", "ASK { _:a :p 1 . {} _:a :p 2 }", "ASK { _:a :p 1 FILTER EXISTS { _:a :p 2 } }", "ASK { _:a :p 1 BIND(1 AS ?x) _:a :p 2 }", "ASK { _:a :p 1 OPTIONAL { _:a :p 2 } }", "ASK { _:a :p 1 GRAPH ?g { _:a :p 2 } }", "ASK { { _:a :p 1 } UNION { _:a :p 2 } }",
		"SELECT ?x { SELECT ?x { ?x ?p ?o } ?s ?p ?o }", "SELECT (?y AS ?x) { ?x ?p ?y }", "SELECT ?x { ?x ?p ?o BIND(1 AS ?o) }", "SELECT ?x { ?x ?p ?o { BIND(1 AS ?y) } BIND(1 AS ?y) }",
		"BASE : ASK {}", "BASE ASK {}", "PREFIX : ASK {}", "PREFIX :a <b> ASK {}", "PREFIX a.: <b> ASK {}", "PREFIX _: <b> ASK {}", "PREFIX <b> ASK {}", "prefix1:a", "ASK { z:a :p 1 }", "ASK { : :p 1 } ; ASK {}",
		"ASK { << ?s ?p ?o ?q >> }", "ASK { << ?s ?p >> :p 1 }", "ASK { ?s ?p ?o {| |} }", "ASK { ?s ?p ?o {| ?q |} }", "ASK { ?s ?p ?o ~ 1 }", "ASK { ?s ?p <<( ?s ?p ?o ~ :r )>> }", "ASK { ?s <<( ?s ?p ?o )>> ?o }", "ASK { << ( ?s ?p ?o ) >> ?p ?o }",
		"ASK \u00a0{}", "ASK { ?s ?p 'a\\ud800' }", "ASK { ?s ?p 'a\\U00110000' }", "ASK { ?s ?p 'a\\u00zz' }", "ASK {} \\u", "ASK {} \\", "ASK {} \x00",
	} {
		if _, err := ParseQuery(prologue+text, Options{}); err == nil {
			t.Errorf("%s: parsed", text)
		}
	}
}

// TestUpdateGrammar is TestGrammar for updates.
func TestUpdateGrammar(t *testing.T) {
	const prologue = "BASE <http://e/> PREFIX : <http://e/>\n"
	for _, text := range []string{
		"", "CLEAR ALL", "CLEAR ALL;", "CLEAR ALL; PREFIX a: <b>", "CLEAR ALL; BASE <x> CLEAR GRAPH <y>",
		"load <a>", "LOAD SILENT <a> INTO GRAPH <b>", "CLEAR SILENT DEFAULT", "DROP NAMED", "DROP GRAPH :g", "CREATE SILENT GRAPH :g",
		"ADD DEFAULT TO :g", "MOVE GRAPH :g TO :h", "COPY SILENT :g TO DEFAULT",
		"INSERT DATA {}", "INSERT DATA { :s :p 1 . }", "INSERT DATA { :s :p 1 . GRAPH :g {} . :s :p 2 GRAPH :h { :s :p 3 . } GRAPH :i { :s :p 4 } }",
		"INSERT DATA { _:a :p [] , (1 _:a) } ; INSERT DATA { _:b :p 1 }", "INSERT DATA { _:a :p 1 } ; INSERT { _:a :p ?x } WHERE { _:a :p ?x }",
		"INSERT { _:a :p 1 } WHERE {} ; INSERT { _:a :p 1 } WHERE {}",
		"DELETE DATA { :s :p () . GRAPH :g { :s :p 1 } }", "DELETE WHERE { ?s :p ?o . GRAPH ?g { ?s ?p ?o } }", "DELETE WHERE {}",
		"DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "DELETE { GRAPH ?g { ?s ?p ?o } } INSERT { ?s ?p _:b } USING :g USING NAMED :h WHERE { GRAPH ?g { ?s :p+ ?o } }",
		"WITH :g DELETE {} INSERT {} WHERE {}", "WITH :g INSERT { [] :p ( ?x ) } WHERE { ?x a :T }",
		"INSERT DATA { << :s :p :o >> :q 1 . :s :p <<( :s :p _:b )>> }",
	} {
		if err := checkUpdate(prologue+text, Options{}); err != nil {
			t.Errorf("%s\n%v", text, err)
		}
	}
	for _, text := range []string{
		";", ";;", "CLEAR", "CLEAR :g", "CLEAR GRAPH", "DROP ALL ALL", "CREATE :g", "CREATE GRAPH DEFAULT", "LOAD", "LOAD ?x", "LOAD :a INTO :b", "LOAD :a INTO DEFAULT", "ADD ALL TO :g", "ADD :g :h", "COPY NAMED TO :g", "MOVE :g TO", "CLEAR ALL CLEAR ALL", "CLEAR ALL;;",
		"INSERT DATA", "INSERT DATA { ?s :p 1 }", "INSERT DATA { :s ?p 1 }", "INSERT DATA { :s :p ?o }", "INSERT DATA { GRAPH ?g { :s :p 1 } }", "INSERT DATA { GRAPH _:g { :s :p 1 } }", "INSERT DATA { 'a' :p 1 }", "INSERT DATA { :s :p/:q 1 }", "INSERT DATA { FILTER(1) }", "INSERT DATA { { :s :p 1 } }", "INSERT DATA { GRAPH :g { GRAPH :h { } } }", "INSERT DATA { :s :p 1 } WHERE {}",
		"INSERT DATA { _:a :p 1 } ; INSERT DATA { _:a :p 1 }", "INSERT {} WHERE { _:a :p 1 } ; INSERT {} WHERE { _:a :p 1 }",
		"DELETE DATA { :s :p _:o }", "DELETE DATA { :s :p [] }", "DELETE DATA { :s :p (1) }", "DELETE DATA { :s :p ?o }", "DELETE WHERE { _:s :p 1 }", "DELETE WHERE { ?s :p [] }", "DELETE { ?s :p [] } WHERE {}", "DELETE { ?s :p (1) } WHERE {}", "DELETE WHERE { ?s :p+ ?o }", "DELETE WHERE { FILTER(1) }", "DELETE WHERE { ?s :p ?o {| :q 1 |} }",
		"DELETE {}", "INSERT {}", "INSERT {} {}", "DELETE {} DELETE {} WHERE {}", "INSERT {} DELETE {} WHERE {}", "WITH :g WHERE {}", "WITH ?g DELETE {} WHERE {}", "WITH :g DELETE WHERE {}", "WITH :g INSERT DATA {}", "INSERT {} WHERE {} USING :g", "INSERT {} FROM :g WHERE {}", "INSERT { ?s :p+ ?o } WHERE {}", "INSERT {} WHERE {} LIMIT 1", "ASK {}",
	} {
		if _, err := ParseUpdate(prologue+text, Options{}); err == nil {
			t.Errorf("%s: parsed", text)
		}
	}
}
