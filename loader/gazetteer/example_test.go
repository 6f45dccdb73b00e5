package gazetteer_test

import (
	"fmt"

	"diplograph/data"
	"diplograph/graph/caldate"
	"diplograph/graph/vocab"
	"diplograph/loader/gazetteer"
)

// Who was "the President of Kazakhstan" in March 2019, the month of a change?
func ExampleGazetteer_Holders() {
	g, err := gazetteer.Load(data.FS)
	if err != nil {
		fmt.Println(err)
		return
	}
	month := caldate.Date{Year: 2019, Month: 3}
	for _, term := range g.Holders(vocab.HeadOfState, "country/kazakhstan", month) {
		person, _ := g.Entity(term.Person)
		fmt.Println(person.Label("en"), "from", term.From)
	}
	// Output:
	// Nursultan Nazarbayev from 1990-04-24
	// Kassym-Jomart Tokayev from 2019-03-20
}
