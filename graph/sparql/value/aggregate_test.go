package value

import (
	"errors"
	"strings"
	"testing"
)

func TestAggregates(t *testing.T) {
	for _, c := range []struct{ name, values, want string }{
		{"COUNT", "", "0"},
		{"COUNT", "1 none 2", "2"},
		{"SUM", "", "0"},
		{"SUM", "1 2 3", "6"},
		{"SUM", "1.0 2.2 3.5", "6.7"},
		{"SUM", "1 2.2", "3.2"},
		{"SUM", "1.0E2 2.0E3 3.0E4", "3.21E4"},
		{"SUM", "0.1 0.2", "0.3"},
		{"SUM", "9223372036854775807 1", "9223372036854775808"},
		{"SUM", `1 "2" 3`, "none"},
		{"SUM", "1 none", "none"},
		{"SUM", "576460752303423487 576460752303423487 576460752303423487 576460752303423487 576460752303423487", "2882303761517117435"},
		{"SUM", "1 true", "none"},
		{"MIN", "3 1 2.5 1.0 true", "true"},
		{"MAX", "3 1 4.5 4.50 4", "4.5"},
		{"AVG", "", "0"},
		{"AVG", "1 2 3", "2.0"},
		{"AVG", "1.0 2.2 3.5 2.2 2.2", "2.22"},
		{"AVG", "1 2", "1.5"},
		{"AVG", "2E-1 2E-1", "2.0E-1"},
		{"AVG", "1 _:b 3", "none"},
		{"MIN", "", "none"},
		{"MIN", "3 1.0 2e0", "1.0"},
		{"MIN", "3 _:b 1", "_:b"},
		{"MIN", "3 none 1", "none"},
		{"MAX", "3 none 1", "3"},
		{"MAX", "1 1.0", "1"},
		{"MAX", `"a" "b" <http://c>`, `"b"`},
		{"SAMPLE", "", "none"},
		{"SAMPLE", "none 2 3", "2"},
		{"GROUP_CONCAT", "", `""`},
		{"GROUP_CONCAT", `"a" 1 "b"@en <http://c>`, `"a, 1, b, http://c"`},
		{"GROUP_CONCAT", `"a" _:b`, "none"},
		{"GROUP_CONCAT", `"" ""`, `", "`},
	} {
		a, err := NewAccumulator(testEnv(), c.name, ", ")
		if err != nil {
			t.Fatal(err)
		}
		for s := range strings.FieldsSeq(c.values) {
			a.Add(val(t, s))
		}
		if got := shown(a.Result()); got != c.want {
			t.Errorf("%s of %s is %s, want %s", c.name, c.values, got, c.want)
		}
		a, _ = NewAccumulator(testEnv(), c.name, ", ")
		for s := range strings.FieldsSeq(c.values) {
			v := val(t, s)
			if id, ok := v.ID(); !ok || !a.AddID(id) {
				a.Add(v)
			}
		}
		if got := shown(a.Result()); got != c.want {
			t.Errorf("%s of the ids of %s is %s, want %s", c.name, c.values, got, c.want)
		}
	}
	if _, err := NewAccumulator(testEnv(), "MEDIAN", ""); err == nil {
		t.Error("MEDIAN is an aggregate")
	}
}

func TestGroupConcatIsBounded(t *testing.T) {
	e := testEnv()
	e.MaxString = 100
	a, _ := NewAccumulator(e, "GROUP_CONCAT", " ")
	for range 100 {
		a.Add(OfString("ab"))
	}
	if !a.Result().IsNone() || !errors.Is(e.Err(), ErrLimit) {
		t.Errorf("a long GROUP_CONCAT: %v", e.Err())
	}
}
