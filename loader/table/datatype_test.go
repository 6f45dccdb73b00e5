package table_test

import (
	"strings"
	"testing"

	"diplograph/graph/rdf"
	"diplograph/loader/table"
)

// TestDatatypes reads cells, parted by |: those of good give the literals after
// their arrows, or as they are, of the datatype after ^^ or that of the column;
// those of bad are refused.
func TestDatatypes(t *testing.T) {
	tests := []struct{ column, datatype, good, bad string }{
		{"string", `"string"`, "x|=1+1|1", ""},
		{"boolean", `"boolean"`, "true|1|false|0", "TRUE|yes|2"},
		{"boolean", `{"base": "boolean", "format": "бар|йўқ"}`, "бар→true|йўқ→false", "true"},
		{"integer", `"integer"`, "007|-1|+5|0|123456789012345678901234567890", "1.0|1e3|one|-|1_000|٣"},
		{"nonNegativeInteger", `"nonNegativeInteger"`, "0|-0|+1", "-1"},
		{"positiveInteger", `"positiveInteger"`, "1", "0|-0"},
		{"negativeInteger", `"negativeInteger"`, "-1", "0"},
		{"nonPositiveInteger", `"nonPositiveInteger"`, "0|-1", "1"},
		{"byte", `"byte"`, "127|-128", "128|-129"},
		{"long", `"long"`, "9223372036854775807", "9223372036854775808"},
		{"unsignedByte", `"unsignedByte"`, "255|+255|-0", "256|-1"},
		{"unsignedLong", `"unsignedLong"`, "18446744073709551615", "18446744073709551616"},
		{"decimal", `"decimal"`, "1.50|-.5|5.", "1e3|NaN|1,5|."},
		{"double", `"number"`, "1.5E-3|INF|-INF|NaN|1", "inf|1E"},
		{"decimal", `{"base": "decimal", "format": {"decimalChar": ","}}`, "1,5→1.5|-2", "1.5|1,5,5"},
		{"decimal", `{"base": "decimal", "format": {"decimalChar": ",", "groupChar": " "}}`, "1 234 567,5→1234567.5|12 34→1234", "1,5 5|1 ,5"},
		{"integer", `{"base": "integer", "format": {"groupChar": "'"}}`, "1'234→1234", "1''234|'5|5'"},
		{"date", `"date"`, "2024-02-29|-0044-03-15|12024-01-01|2024-03-12Z|2024-03-12+05:00", "2023-02-29|02024-01-01|2024-03-12+15:00|2024-3-12|12.03.2024|2024-00-10|2024-13-10|2024"},
		{"date", `{"base": "date", "format": "dd.MM.yyyy"}`, "12.03.2024→2024-03-12|29.02.2024→2024-02-29", "29.02.2023|2024-03-12|1.3.2024|12.03.24|12.03.2024x|00.03.2024|12.03.0000"},
		{"date", `{"base": "date", "format": "d.M.yyyy"}`, "1.3.2024→2024-03-01|12.03.2024→2024-03-12", "123.3.2024"},
		{"date", `{"base": "date", "format": "M/d/yyyy"}`, "3/12/2024→2024-03-12", "13/1/2024"},
		{"date", `{"base": "date", "format": "yyyyMMdd"}`, "20240312→2024-03-12", "2024031"},
		{"date", `{"base": "date", "format": "yyyy-MM-ddX"}`, "2024-03-12Z|2024-03-12+05→2024-03-12+05:00|2024-03-12+0530→2024-03-12+05:30", "2024-03-12+15"},
		{"date", `{"base": "date", "format": "dd.MM.yyyy|MM.yyyy|yyyy"}`, "12.03.2024→2024-03-12|03.2024→2024-03^^gYearMonth|2024→2024^^gYear", "13.2024|0000"},
		{"gYearMonth", `{"base": "date", "format": "yyyy-MM"}`, "2024-03", "2024"},
		{"gYearMonth", `{"base": "gYearMonth", "format": "MM/yyyy"}`, "03/2024→2024-03", "2024"},
		{"gYear", `{"base": "gYear", "format": "yyyy"}`, "2024", "24"},
		{"gYear", `"gYear"`, "2024|-0044|12024", "24|2024-03"},
		{"gYearMonth", `"gYearMonth"`, "2024-03", "2024-13|2024"},
		{"gMonthDay", `"gMonthDay"`, "--03-12|--02-29", "--02-30"},
		{"gMonth", `"gMonth"`, "--03", "--13"},
		{"gDay", `"gDay"`, "---31", "---32"},
		{"time", `"time"`, "12:30:00|12:30:00.5Z|24:00:00", "24:00:01|12:30|12:60:00|12:30:60"},
		{"time", `{"base": "time", "format": "HH:mm"}`, "09:05→09:05:00|24:00→24:00:00", "24:01|9:05"},
		{"time", `{"base": "time", "format": "HHmmss"}`, "090501→09:05:01", "9051"},
		{"dateTime", `"dateTime"`, "2024-03-12T10:00:00|2024-03-12T24:00:00.0|2024-03-12T10:00:00.123-05:00", "2024-03-12 10:00:00|2024-03-12T25:00:00"},
		{"dateTime", `{"base": "datetime", "format": "dd.MM.yyyy HH:mm"}`, "12.03.2024 10:05→2024-03-12T10:05:00", "12.03.2024"},
		{"dateTime", `{"base": "dateTime", "format": "yyyy-MM-ddTHH:mm:ss.SSSXXX"}`, "2024-03-12T10:05:06.78+05:00", "2024-03-12T10:05:06.7891Z"},
		{"dateTime", `{"base": "dateTime", "format": "yyyy-MM-ddTHH:mm:ssxx"}`, "2024-03-12T10:05:06+0500→2024-03-12T10:05:06+05:00", "2024-03-12T10:05:06Z"},
		{"dateTimeStamp", `"dateTimeStamp"`, "2024-03-12T10:00:00Z", "2024-03-12T10:00:00"},
		{"dateTimeStamp", `{"base": "dateTimeStamp", "format": "yyyyMMdd HHmmX"}`, "20240312 1000Z→2024-03-12T10:00:00Z", "20240312 1000"},
		{"duration", `"duration"`, "P1Y2M3DT4H5M6.7S|-P1D|PT1H", "P|PT|P1DT|1Y"},
		{"dayTimeDuration", `"dayTimeDuration"`, "P1DT2H", "P1Y"},
		{"yearMonthDuration", `"yearMonthDuration"`, "P1Y2M", "P1D"},
		{"anyURI", `"anyURI"`, "http://example.org/?a=б", ""},
		{"hexBinary", `"hexBinary"`, "00fF", "0"},
		{"base64Binary", `"binary"`, "QUJD|QUI=|QQ==", "QUJ"},
		{"language", `"language"`, "kaa-Latn", "languagetag"},
		{"Name", `"Name"`, "a:b", "1a"},
		{"NMTOKEN", `"NMTOKEN"`, "1a", "a b"},
		{"QName", `"QName"`, "a:b", "a:b:c"},
		{"token", `"token"`, "a  b→a b", ""},
		{"string", `{"base": "string", "format": "[A-Z]{2}"}`, "UZ", "uz|UZB"},
		{"integer", `"xsd:integer"`, "5", "x"},
		{"date", `"http://www.w3.org/2001/XMLSchema#date"`, "2024-03-12", "x"},
	}
	for _, test := range tests {
		t.Run(test.datatype, func(t *testing.T) {
			mapping := columns(`{"name": "a", "datatype": ` + test.datatype + `}`)
			for entry := range strings.SplitSeq(test.good, "|") {
				cell, form, other := strings.Cut(entry, "→")
				if !other {
					form = cell
				}
				form, datatype, other := strings.Cut(form, "^^")
				if !other {
					datatype = test.column
				}
				want := rdf.Literal(form, rdf.XSDNamespace+datatype)
				quads, err := read(mapping, "t.csv", "a\n\""+cell+"\"\n", table.Options{})
				if err != nil || len(quads) != 1 || !quads[0].Object.Equal(want) {
					t.Errorf("%q is read as %v, %v; want %v", cell, quads, err, want)
				}
			}
			for cell := range strings.SplitSeq(test.bad, "|") {
				quads, err := read(mapping, "t.csv", "a\n\""+cell+"\"\n", table.Options{})
				if err == nil && cell != "" {
					t.Errorf("%q is read as %v, want an error", cell, quads)
				}
			}
		})
	}
}

func TestOtherDatatypes(t *testing.T) {
	const csv = "a\n\" x  {1} \"\n"
	trim := `"dialect": {"trim": false}, `
	tests := []struct{ datatype, want string }{
		{`"json"`, `" x  {1} "^^<http://www.w3.org/ns/csvw#JSON>`},
		{`"html"`, `" x  {1} "^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML>`},
		{`"any"`, `" x  {1} "^^<http://www.w3.org/2001/XMLSchema#anyAtomicType>`},
		{`"normalizedString"`, `" x  {1} "^^<http://www.w3.org/2001/XMLSchema#normalizedString>`},
		{`"anyURI"`, `"x {1}"^^<http://www.w3.org/2001/XMLSchema#anyURI>`},
		{`"http://example.org/type"`, `" x  {1} "^^<http://example.org/type>`},
		{`{"@id": "dg:type", "base": "token"}`, `"x {1}"^^<https://w3id.org/diplograph/ns#type>`},
	}
	for _, test := range tests {
		mapping := describe(trim + `"tableSchema": {"aboutUrl": "#r", "columns": [{"name": "a", "datatype": ` + test.datatype + `}]}`)
		quads := mustRead(t, mapping, "t.csv", csv)
		if len(quads) != 1 || quads[0].Object.String() != test.want {
			t.Errorf("%s: %v, want %s", test.datatype, quads, test.want)
		}
	}
	mapping := columns(`{"name": "a", "datatype": {"@id": "http://example.org/day", "base": "date", "format": "dd.MM.yyyy|yyyy"}}`)
	same(t, mustRead(t, mapping, "t.csv", "a\n12.03.2024\n"), `:row-1 :a "2024-03-12"^^<http://example.org/day> .`)
	mapping = columns(`{"name": "a", "datatype": "integer", "lang": "en"}`)
	same(t, mustRead(t, mapping, "t.csv", "a\n5\n"), `:row-1 :a 5 .`)
}
