package value_test

import (
	"context"
	"fmt"
	"time"

	"diplograph/graph/index"
	"diplograph/graph/rdf"
	"diplograph/graph/sparql/value"
)

func Example() {
	written := value.FromTerm(rdf.Literal("007", rdf.XSDInteger))
	seven, _ := index.IntegerID(7)
	inline := value.FromID(seven)
	sum := value.Add(written, inline)
	id, _ := sum.ID()
	fmt.Println(written.Term().Value, inline.Term().Value, sum.Term().Value)
	fmt.Printf("%x %x\n", uint64(seven), uint64(id))
	// Output:
	// 007 7 14
	// 9800000000000007 980000000000000e
}

func ExampleRanges() {
	// FILTER (?x >= 10): integers and decimals by their ids alone, doubles and
	// the like ("10.5"^^xsd:float, "010"^^xsd:integer) one by one.
	sure, check, _ := value.Ranges(value.GE, value.OfInt(10))
	for _, r := range sure {
		fmt.Printf("sure  %x-%x\n", uint64(r.First), uint64(r.Last))
	}
	for _, r := range check {
		fmt.Printf("check %x-%x\n", uint64(r.First), uint64(r.Last))
	}
	// Output:
	// sure  980000000000000a-9fffffffffffffff
	// sure  a800000004c4b400-afffffffffffffff
	// check 5000000000000000-5fffffffffffffff
}

func ExampleLookup() {
	env := value.NewEnv(context.Background(), time.Now(), "http://example.org/")
	replace, _ := value.Lookup("replace")
	result := replace.Call(env, []value.Value{
		value.FromTerm(rdf.LangString("Tashkent, 2017", "en")), value.OfString(`\d+`), value.OfString("<$0>"),
	})
	fmt.Println(result.Term(), env.Err())
	// Output:
	// "Tashkent, <2017>"@en <nil>
}
