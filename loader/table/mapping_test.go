package table_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"diplograph/graph/rdf"
	"diplograph/loader/table"
)

func TestMappingsThatAreRefused(t *testing.T) {
	schema := func(s string) string { return describe(`"tableSchema": {` + s + `}`) }
	datatype := func(s string) string { return columns(`{"name": "a", "datatype": ` + s + `}`) }
	dialect := func(s string) string { return describe(`"dialect": {` + s + `}`) }
	tests := []struct{ name, mapping, want string }{
		{"no JSON", "a,b\n1,2", "expected a mapping in JSON: line 1, column 1: invalid character 'a'"},
		{"cut short", "{\n  \"url\": ", "expected a mapping in JSON: line 2, column 9: unexpected end"},
		{"no object", `[]`, "expected an object, found []"},
		{"other JSON", `{"url": "a.csv"}`, `@context: expected "http://www.w3.org/ns/csvw"`},
		{"JSON-LD", `{"@context": {"a": "http://example.org/a"}}`, `@context: expected "http://www.w3.org/ns/csvw"`},
		{"prefixes in the context", `{"@context": ["http://www.w3.org/ns/csvw", {"ex": "http://example.org/"}]}`, "@context: ex: expected a property of CSVW, found an unknown one"},
		{"relative base", `{"@context": ["http://www.w3.org/ns/csvw", {"@base": "x/"}]}`, `@context: @base: expected an absolute IRI, found "x/"`},
		{"misspelt property", columns(`{"name": "a", "propertyURL": "b"}`), "tableSchema: columns[0] (a): propertyURL: expected a property of CSVW, found an unknown one; is propertyUrl meant?"},
		{"unknown property of the table", describe(`"colums": []`), "colums: expected a property of CSVW, found an unknown one"},
		{"wrong kind", columns(`{"name": 5}`), "tableSchema: columns[0]: name: expected a string, found 5"},
		{"null for nothing", columns(`{"name": "a", "aboutUrl": null}`), "tableSchema: columns[0] (a): aboutUrl: expected a string, found null"},
		{"schema elsewhere", describe(`"tableSchema": "schema.json"`), `tableSchema: expected an object, found "schema.json"`},
		{"no columns", schema(`"columns": []`), "tableSchema: columns: expected an array of 1 to 16384 columns, found []"},
		{"many columns", columns(strings.Repeat("{},", 20000) + "{}"), "tableSchema: columns: expected an array of 1 to 16384 columns"},
		{"no tables", `{"@context": "http://www.w3.org/ns/csvw", "tables": []}`, "tables: expected an array of tables, found []"},
		{"bad name", columns(`{"name": "_row"}`), "tableSchema: columns[0] (_row): name: expected letters, digits and _"},
		{"name twice", columns(`{"name": "a"}, {"titles": "a"}`), "tableSchema: columns[1]: expected a name of its own, found one that another column has: a"},
		{"bad titles", columns(`{"titles": {"en": 5}}`), "tableSchema: columns[0]: titles: expected a string, an array of strings, or an object"},
		{"virtual before real", columns(`{"name": "v", "virtual": true}, {"name": "a"}`), "tableSchema: columns[1] (a): expected the columns of the table before the virtual ones, found it after v"},
		{"bad language", columns(`{"name": "a", "lang": "not a tag"}`), `tableSchema: columns[0] (a): lang: expected a language tag such as kaa or uz-Cyrl, found "not a tag"`},
		{"empty separator", columns(`{"name": "a", "separator": ""}`), "tableSchema: columns[0] (a): separator: expected a mark"},
		{"unknown datatype", datatype(`"dates"`), `tableSchema: columns[0] (a): datatype: expected a datatype of CSVW, such as string, integer, date, gYear or anyURI, or the IRI of another one, found "dates"`},
		{"unknown base", datatype(`{"base": "dates"}`), `tableSchema: columns[0] (a): datatype: base: expected a datatype`},
		{"relative datatype", datatype(`{"@id": "x"}`), `tableSchema: columns[0] (a): datatype: @id: expected an absolute IRI, found "x"`},
		{"unknown property of a datatype", datatype(`{"base": "date", "formt": "yyyy"}`), "tableSchema: columns[0] (a): datatype: formt: expected a property of CSVW"},
		{"bad date format", datatype(`{"base": "date", "format": "DD.MM.YYYY"}`), `tableSchema: columns[0] (a): datatype: format: expected a date format of the letters y M d H m s S X x T, found "DD.MM.YYYY"`},
		{"two digits of a year", datatype(`{"base": "date", "format": "dd.MM.yy"}`), `tableSchema: columns[0] (a): datatype: format: expected a date format such as dd.MM.yyyy`},
		{"time in a date", datatype(`{"base": "date", "format": "yyyy-MM-dd HH:mm"}`), `tableSchema: columns[0] (a): datatype: format: expected a format that makes a date (yMd, yM, y), found`},
		{"time without zone", datatype(`{"base": "dateTimeStamp", "format": "yyyy-MM-dd HH:mm"}`), `tableSchema: columns[0] (a): datatype: format: expected a format that makes a dateTimeStamp`},
		{"two zones", datatype(`{"base": "time", "format": "HH:mmXx"}`), `tableSchema: columns[0] (a): datatype: format: expected one time zone`},
		{"format of a month", datatype(`{"base": "gMonth", "format": "MM"}`), `tableSchema: columns[0] (a): datatype: format: expected none for gMonth, found "MM"`},
		{"bad boolean format", datatype(`{"base": "boolean", "format": "yes"}`), `tableSchema: columns[0] (a): datatype: format: expected the words for true and false, such as Y|N, found "yes"`},
		{"number pattern", datatype(`{"base": "decimal", "format": "#,##0.00"}`), `tableSchema: columns[0] (a): datatype: format: expected {"decimalChar": ",", "groupChar": " "} (number patterns are not read), found "#,##0.00"`},
		{"equal marks", datatype(`{"base": "decimal", "format": {"decimalChar": ",", "groupChar": ","}}`), `tableSchema: columns[0] (a): datatype: format: expected two marks that are no part of a number, found "," and ","`},
		{"bad regular expression", datatype(`{"base": "string", "format": "(a"}`), "tableSchema: columns[0] (a): datatype: format: error parsing regexp"},
		{"two characters between cells", dialect(`"delimiter": "||"`), `dialect: delimiter: expected one character that is no quote and no line end, found "||"`},
		{"a quote between cells", dialect(`"delimiter": "'", "quoteChar": "'"`), `dialect: delimiter: expected one character`},
		{"long quotes", dialect(`"quoteChar": "<<"`), `dialect: quoteChar: expected one ASCII character or null, found "<<"`},
		{"backslashes", dialect(`"doubleQuote": false`), "dialect: doubleQuote: expected true"},
		{"line ends", dialect(`"lineTerminators": "\r"`), `dialect: lineTerminators: expected "\r\n" or "\n", found "\r"`},
		{"unknown encoding", dialect(`"encoding": "klingon"`), `dialect: encoding: expected the name of an encoding such as utf-8 or windows-1251, found "klingon"`},
		{"negative", dialect(`"skipRows": -1`), "dialect: skipRows: expected a number from 0 to 16384, found -1"},
		{"bad trim", dialect(`"trim": "both"`), `dialect: trim: expected true, false, "start" or "end", found "both"`},
		{"unknown variable", columns(`{"name": "a", "valueUrl": "x/{b}"}`), `tableSchema: columns[0] (a): valueUrl: expected the name of a column, found {b} in "x/{b}" (columns: "a")`},
		{"open variable", columns(`{"name": "a", "valueUrl": "x/{a"}`), `tableSchema: columns[0] (a): valueUrl: expected a URI template, found { without } in "x/{a"`},
		{"closed variable", columns(`{"name": "a", "valueUrl": "x}"}`), `tableSchema: columns[0] (a): valueUrl: expected a URI template, found } without { in "x}"`},
		{"bad length", columns(`{"name": "a", "valueUrl": "{a:0}"}`), `tableSchema: columns[0] (a): valueUrl: expected a number from 1 to 9999 after the colon, found {a:0}`},
		{"two lists", columns(`{"name": "a", "separator": ";"}, {"name": "b", "separator": ";"}, {"name": "c", "valueUrl": "{a}{b}"}`), "tableSchema: columns[2] (c): expected templates with one column of several values, found two: a and b"},
		{"another list", columns(`{"name": "a", "separator": ";"}, {"name": "b", "separator": ";", "aboutUrl": "{a}"}`), "tableSchema: columns[1] (b): expected templates without another column of several values, found a"},
		{"ordered subjects", columns(`{"name": "a", "separator": ";", "ordered": true, "aboutUrl": "{a}"}`), "tableSchema: columns[0] (a): expected an ordered column to have one subject and property"},
		{"IRI of nowhere", `{"@context": "http://www.w3.org/ns/csvw", "tableSchema": {"columns": [{"name": "a", "propertyUrl": "x"}]}}`,
			`tableSchema: columns[0] (a): propertyUrl: expected an absolute IRI, or an @base to resolve it against, found "x"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := table.ReadMapping(strings.NewReader(test.mapping), "")
			if err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("error\n%v, want\n%s", err, test.want)
			}
		})
	}
	t.Run("too long", func(t *testing.T) {
		_, err := table.ReadMapping(strings.NewReader(strings.Repeat(" ", table.MaxMapping+1)), "")
		if !errors.Is(err, rdf.ErrLimit) {
			t.Errorf("error %v, want rdf.ErrLimit", err)
		}
	})
}

func TestAnnotationsArePassedOver(t *testing.T) {
	mapping := `{"@context": ["http://www.w3.org/ns/csvw", {"@language": "en", "@base": "http://example.org/"}], "@id": "x", "@type": "Table",
		"url": "t.csv", "dc:title": {"@value": "x"}, "notes": [{}], "tableDirection": "ltr", "textDirection": "auto",
		"tableSchema": {"@type": "Schema", "primaryKey": "a", "rowTitles": "a", "foreignKeys": [], "columns": [
			{"@type": "Column", "name": "a", "titles": {"en": "A", "und": ["B", "C"]}, "dc:description": "x", "ordered": false, "separator": null,
			 "datatype": {"base": "string", "maxLength": 1, "dc:title": "x"}}]}}`
	same(t, mustRead(t, mapping, "t.csv", "C\nxy\n"), `[] :a "xy" .`)
}

func TestWithoutBase(t *testing.T) {
	const mapping = `{"@context": "http://www.w3.org/ns/csvw", "tableSchema": {"columns": [{"name": "a"%s}]}}`
	for _, test := range []struct{ column, want string }{
		{``, "line 2, column 1: a: expected a propertyUrl, or a url of the table with an @base to name the column by, found neither"},
		{`, "propertyUrl": "dg:n", "valueUrl": "{a}"`, `line 2, column 1: a: expected an absolute IRI from valueUrl, or an @base, found "x"`},
	} {
		_, err := read(fmt.Sprintf(mapping, test.column), "t.csv", "a\nx\n", table.Options{})
		if fmt.Sprint(err) != test.want {
			t.Errorf("error %v, want %s", err, test.want)
		}
	}
	m, err := table.ReadMapping(strings.NewReader(fmt.Sprintf(mapping, "")), "http://example.org/t.csv")
	if err != nil {
		t.Fatal(err)
	}
	r, err := m.NewReader(strings.NewReader("a\nx\n"), "any", table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	quads, err := readAll(r)
	if err != nil {
		t.Fatal(err)
	}
	same(t, quads, `[] :a "x" .`)
}

func TestPrefixes(t *testing.T) {
	mapping := columns(`{"name": "a", "propertyUrl": "dg:p", "valueUrl": "{+a}"}, {"name": "b", "propertyUrl": "dc:b", "valueUrl": "schema:{b}"}, {"name": "c", "valueUrl": "{c}"}`)
	same(t, mustRead(t, mapping, "t.csv", "a,b,c\ndg:Visit,Event,dg:x\nhttp://x/,a b,é\n"),
		`:row-1 dg:p dg:Visit ; <http://purl.org/dc/terms/b> schema:Event ; :c <dg%3Ax> .
		 :row-2 dg:p <http://x/> ; <http://purl.org/dc/terms/b> <https://schema.org/a%20b> ; :c <%C3%A9> .`)
}

// The examples of "Generating RDF from Tabular Data on the Web" (section 5 and
// appendix), shortened, in minimal mode.
func TestW3CExamples(t *testing.T) {
	tests := []struct{ name, document, mapping, csv, want string }{
		{"countries, without a schema", "countries.csv",
			`{"@context": ["http://www.w3.org/ns/csvw", {"@base": "http://example.org/"}], "url": "countries.csv"}`,
			"countryCode,latitude,longitude,name\nAD,42.546245,1.601554,Andorra\nAE,23.424076,53.847818,United Arab Emirates\n",
			`@prefix : <http://example.org/countries.csv#> .
			[] :countryCode "AD" ; :latitude "42.546245" ; :longitude "1.601554" ; :name "Andorra" .
			[] :countryCode "AE" ; :latitude "23.424076" ; :longitude "53.847818" ; :name "United Arab Emirates" .`},
		{"trees", "tree-ops-ext.csv",
			`{"@context": ["http://www.w3.org/ns/csvw", {"@language": "en", "@base": "http://example.org/"}], "@id": "http://example.org/tree-ops-ext",
			"url": "tree-ops-ext.csv", "dc:title": "Tree Operations", "dialect": {"trim": true}, "tableSchema": {"columns": [
				{"name": "GID", "titles": ["GID", "Generic Identifier"], "required": true, "suppressOutput": true},
				{"name": "trim_cycle", "titles": "Trim Cycle", "lang": "en"},
				{"name": "dbh", "titles": "Diameter at Breast Ht", "datatype": "integer"},
				{"name": "inventory_date", "titles": "Inventory Date", "datatype": {"base": "date", "format": "M/d/yyyy"}},
				{"name": "comments", "titles": "Comments", "separator": ";"},
				{"name": "protected", "titles": "Protected", "datatype": {"base": "boolean", "format": "YES|NO"}, "default": "NO"},
				{"name": "kml", "titles": "KML", "datatype": "xml"}],
			"primaryKey": "GID", "aboutUrl": "http://example.org/tree-ops-ext#gid-{GID}"}}`,
			`GID,Trim Cycle,Diameter at Breast Ht,Inventory Date,Comments,Protected,KML
1,Large Tree,11,10/18/2010,,,"<Point/>"
6,Large Tree,29,6/1/2010,cavity or decay; root decay;  beware of BEES,YES,"<P a=""1"">x</P>"
`,
			`@prefix : <http://example.org/tree-ops-ext.csv#> .
			<tree-ops-ext#gid-1> :trim_cycle "Large Tree"@en ; :dbh 11 ; :inventory_date "2010-10-18"^^xsd:date ; :protected false ; :kml "<Point/>"^^rdf:XMLLiteral .
			<tree-ops-ext#gid-6> :trim_cycle "Large Tree"@en ; :dbh 29 ; :inventory_date "2010-06-01"^^xsd:date ; :protected true ;
				:comments "cavity or decay", "root decay", "beware of BEES" ; :kml "<P a=\"1\">x</P>"^^rdf:XMLLiteral .`},
		{"events", "events-listing.csv",
			`{"@context": ["http://www.w3.org/ns/csvw", {"@language": "en", "@base": "http://example.org/"}], "url": "events-listing.csv", "dialect": {"trim": true},
			"tableSchema": {"columns": [
				{"name": "name", "titles": "Name", "aboutUrl": "#event-{_row}", "propertyUrl": "schema:name"},
				{"name": "start_date", "titles": "Start Date", "datatype": {"base": "datetime", "format": "yyyy-MM-ddTHH:mm"}, "aboutUrl": "#event-{_row}", "propertyUrl": "schema:startDate"},
				{"name": "location_address", "titles": "Location Address", "aboutUrl": "#place-{_row}", "propertyUrl": "schema:address"},
				{"name": "ticket_url", "titles": "Ticket Url", "datatype": "anyURI", "aboutUrl": "#offer-{_row}", "propertyUrl": "schema:url"},
				{"name": "type_event", "virtual": true, "aboutUrl": "#event-{_row}", "propertyUrl": "rdf:type", "valueUrl": "schema:MusicEvent"},
				{"name": "location", "virtual": true, "aboutUrl": "#event-{_row}", "propertyUrl": "schema:location", "valueUrl": "#place-{_row}"}]}}`,
			`Name, Start Date, Location Address, Ticket Url
B.B. King,2014-04-12T19:30, "79 Washington St., Providence, RI",https://example.org/ticket/1771656
`,
			`@prefix : <http://example.org/events-listing.csv#> .
			:event-1 a schema:MusicEvent ; schema:name "B.B. King" ; schema:startDate "2014-04-12T19:30:00"^^xsd:dateTime ; schema:location :place-1 .
			:place-1 schema:address "79 Washington St., Providence, RI" . :offer-1 schema:url "https://example.org/ticket/1771656"^^xsd:anyURI .`},
		{"posts", "senior-roles.csv",
			`{"@context": ["http://www.w3.org/ns/csvw", {"@base": "http://example.org/"}], "@type": "TableGroup", "tables": [
				{"url": "professions.csv", "suppressOutput": true, "tableSchema": {"columns": [{"name": "name", "titles": "Profession", "required": true}], "primaryKey": "name"}},
				{"url": "senior-roles.csv", "tableSchema": {"aboutUrl": "#post-{ref}", "primaryKey": "ref", "columns": [
					{"name": "ref", "titles": "Post Unique Reference", "required": true, "propertyUrl": "dc:identifier"},
					{"name": "name", "titles": "Name", "propertyUrl": "foaf:name"},
					{"name": "reportsTo", "titles": "Reports to Senior Post", "null": "xx", "propertyUrl": "http://example.org/def/reportsTo", "valueUrl": "senior-roles.csv#post-{reportsTo}"}],
					"foreignKeys": [{"columnReference": "reportsTo", "reference": {"resource": "senior-roles.csv", "columnReference": "ref"}}]}}]}`,
			"Post Unique Reference,Name,Reports to Senior Post\n90115,Steve Egan,90334\n90334,Sir Alan Langlands,xx\n",
			`@prefix : <http://example.org/senior-roles.csv#> . @prefix dc: <http://purl.org/dc/terms/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
			:post-90115 dc:identifier "90115" ; foaf:name "Steve Egan" ; <http://example.org/def/reportsTo> :post-90334 .
			:post-90334 dc:identifier "90334" ; foaf:name "Sir Alan Langlands" .`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			same(t, mustRead(t, test.mapping, test.document, test.csv), test.want)
		})
	}
}
