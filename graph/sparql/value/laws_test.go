package value

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"pgregory.net/rapid"
)

// lexicals give literals of every kind, valid or nearly so.
var lexicals = map[string]string{
	"string":            `[a-c]{0,2}`,
	"boolean":           `true|false|0|1|x`,
	"integer":           `[+-]?[0-9]{1,3}|-?9223372036854775(807|808|809)|[0-9]{20,25}`,
	"decimal":           `[+-]?[0-9]{0,2}\.[0-9]{1,3}|-?[0-9]{1,22}\.[0-9]{0,22}|[0-9]`,
	"double":            `-?[0-9]{1,2}(\.[0-9]{1,2})?[eE]-?[0-9]{1,2}|INF|-INF|NaN|9007199254740992|-0`,
	"float":             `-?[0-9]{1,2}(\.[0-9]{1,2})?|INF|-INF|NaN|16777217`,
	"byte":              `-?[0-9]{1,3}`,
	"unsignedLong":      `[0-9]{1,20}`,
	"dateTime":          `(-?000[1-3]|2017|12345)-0[1-3]-(01|28|29)T(00|12|24):00:0[0-3](\.[05]{1,2}0?)?(Z|[+-](00|05|14):00)?`,
	"date":              `(0001|2017|2020|-0001)-02-2[6-9](Z|[+-](00|05|14):00)?`,
	"time":              `(00|11|24):(00|59):00(\.5)?(Z|[+-](00|05|14):30)?`,
	"gYear":             `(0001|2017|12345|-0001)(Z|[+-](00|05):00)?`,
	"gYearMonth":        `(0001|2017)-0[1-3](Z|[+-](00|05):00)?`,
	"gMonth":            `--0[1-3](Z|[+-](00|05):00)?`,
	"gMonthDay":         `--02-(01|29|30)(Z)?`,
	"gDay":              `---(01|31)(Z)?`,
	"duration":          `-?P[0-2]Y[0-9]MT?[0-9]S|-?P([0-9]D)?(T[0-9]H([0-9]M)?([0-9]{1,2}(\.[0-9])?S)?)?|P1Y`,
	"yearMonthDuration": `-?P([0-2]Y)?([0-9]{1,2}M)?`,
	"dayTimeDuration":   `-?P([0-9]D)?(T([0-9]H)?([0-9]{1,2}M)?([0-9](\.[05]{1,2})?S)?)?`,
	"base64Binary":      `[AB]`,
}

var typeNames = func() (names []string) {
	for name := range lexicals {
		names = append(names, name)
	}
	return names
}()

func drawLiteral(t *rapid.T, types []string) rdf.Term {
	name := rapid.SampledFrom(types).Draw(t, "type")
	return rdf.Literal(rapid.StringMatching(lexicals[name]).Draw(t, "lexical"), rdf.XSDNamespace+name)
}

func drawTerm(t *rapid.T) rdf.Term {
	switch rapid.IntRange(0, 9).Draw(t, "kind") {
	case 0:
		return rdf.IRI("http://" + rapid.StringMatching(`[a-c]`).Draw(t, "iri"))
	case 1:
		return rdf.Blank(rapid.StringMatching(`[a-c]`).Draw(t, "label"))
	case 2:
		return rdf.LangString(rapid.StringMatching(`[a-b]`).Draw(t, "text"), rapid.SampledFrom([]string{"en", "EN", "fr"}).Draw(t, "tag"))
	case 3:
		return rdf.TripleTerm(rdf.IRI("http://s"), rdf.IRI("http://p"), drawLiteral(t, typeNames))
	}
	return drawLiteral(t, typeNames)
}

func drawValue(t *rapid.T) Value {
	if rapid.IntRange(0, 20).Draw(t, "none") == 0 {
		return Value{}
	}
	return FromTerm(drawTerm(t))
}

func TestTermsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		term := drawTerm(t)
		v := FromTerm(term)
		if got := v.Term(); !got.Equal(term) {
			t.Fatalf("%s comes back as %s", term, got)
		}
		want, inline := index.Inline(term)
		if id, ok := v.ID(); ok != inline || ok && id != want {
			t.Fatalf("%s has the id %x, want %x", term, uint64(id), uint64(want))
		}
		if !inline {
			return
		}
		w := FromID(want)
		if got := w.Term(); !got.Equal(term) || !SameTerm(v, w) || Equal(v, w) != True || Order(v, w) != 0 {
			t.Fatalf("%s comes back from its id as %s", term, got)
		}
		if id, ok := w.ID(); !ok || id != want {
			t.Fatalf("%s has another id after FromID", term)
		}
	})
}

// What is computed is written so that it reads as the same value.
func TestCanonicalFormsReadAsTheSameValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := FromTerm(drawLiteral(t, typeNames))
		if v.kind < Boolean || v.kind == Other {
			return
		}
		c := v.computed()
		again := FromTerm(c.Term())
		if again.kind != v.kind || Order(again, v) != 0 || again.zoned != v.zoned || again.computed().Lexical() != c.Lexical() {
			t.Fatalf("%s is written %s", v.Term(), c.Term())
		}
		id, ok := c.ID()
		if want, inline := index.Inline(c.Term()); ok != inline || ok && id != want {
			t.Fatalf("%s has the id %x, want %x", c.Term(), uint64(id), uint64(want))
		}
	})
}

func TestOrderIsTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := drawValue(t), drawValue(t), drawValue(t)
		if sign(Order(a, b)) != -sign(Order(b, a)) || Order(a, a) != 0 {
			t.Fatalf("%s, %s: %d, %d", shown(a), shown(b), Order(a, b), Order(b, a))
		}
		if Order(a, b) <= 0 && Order(b, c) <= 0 && Order(a, c) > 0 {
			t.Fatalf("%s <= %s <= %s but not the first the last", shown(a), shown(b), shown(c))
		}
		if Order(a, b) == 0 && sign(Order(a, c)) != sign(Order(b, c)) {
			t.Fatalf("%s and %s are alike, but not to %s", shown(a), shown(b), shown(c))
		}
	})
}

func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

func TestComparisonsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawValue(t), drawValue(t)
		lt, eq, gt := Compare(LT, a, b), Compare(EQ, a, b), Compare(GT, a, b)
		context := fmt.Sprintf("%s, %s: < %d, = %d, > %d, order %d", shown(a), shown(b), lt, eq, gt, Order(a, b))
		if lt == True && Order(a, b) >= 0 || gt == True && Order(a, b) <= 0 {
			t.Fatal("ORDER BY contradicts <: " + context)
		}
		if Compare(GT, b, a) != lt || Compare(EQ, b, a) != eq || Compare(NE, a, b) != Not(eq) {
			t.Fatal("not symmetric: " + context)
		}
		if (lt == Error) != (gt == Error) {
			t.Fatal("only one is an error: " + context)
		}
		if lt != Error && (Compare(LE, a, b) != TruthOf(lt == True || eq == True) || Compare(GE, a, b) != TruthOf(gt == True || eq == True)) {
			t.Fatal("<= is not < or =: " + context)
		}
		x, okA := a.ID()
		y, okB := b.ID()
		for op := EQ; op <= GE; op++ {
			if got, ok := CompareIDs(op, x, y); okA && okB && ok && got != Compare(op, a, b) {
				t.Fatalf("the ids compare otherwise by %s: %s", op, context)
			}
		}
		if SameTerm(a, b) && !a.IsNone() && eq != True && Compare(EQ, a, a) == True {
			t.Fatal("the same term is not equal: " + context)
		}
	})
}

func TestArithmeticIsExact(t *testing.T) {
	exact := []string{"integer", "decimal", "byte", "unsignedLong"}
	rapid.Check(t, func(t *rapid.T) {
		a, b := FromTerm(drawLiteral(t, exact)), FromTerm(drawLiteral(t, exact))
		if !a.IsNumeric() || !b.IsNumeric() {
			return
		}
		x, y := rat(a), rat(b)
		check := func(op string, got Value, want *big.Rat) {
			if got.IsNone() || rat(got).Cmp(want) != 0 {
				t.Fatalf("%s %s %s = %s, want %s", shown(a), op, shown(b), shown(got), want)
			}
			if kind := max(a.kind, b.kind); got.kind != kind && op != "/" {
				t.Fatalf("%s %s %s is of kind %d", shown(a), op, shown(b), got.kind)
			}
		}
		check("+", Add(a, b), new(big.Rat).Add(x, y))
		check("-", Subtract(a, b), new(big.Rat).Sub(x, y))
		check("*", Multiply(a, b), new(big.Rat).Mul(x, y))
		if y.Sign() == 0 {
			if !Divide(a, b).IsNone() {
				t.Fatal("division by zero has a result")
			}
			return
		}
		q, want := rat(Divide(a, b)), new(big.Rat).Quo(x, y)
		off := new(big.Rat).Sub(q, want)
		off.Abs(off)
		least := new(big.Rat).SetFrac64(1, atto)
		if relative := new(big.Rat).Mul(new(big.Rat).Abs(want), least); off.Cmp(least) > 0 && off.Cmp(relative) > 0 {
			t.Fatalf("%s / %s = %s", shown(a), shown(b), shown(Divide(a, b)))
		}
		if relate(&a, &b) != relation(x.Cmp(y)) {
			t.Fatalf("%s and %s do not compare as their values", shown(a), shown(b))
		}
		for name, round := range map[string]func(Value) Value{"ROUND": round, "CEIL": ceiling, "FLOOR": floor} {
			if got := rat(round(a)); !got.IsInt() || got.Cmp(wantRounded(name, x)) != 0 {
				t.Fatalf("%s(%s) = %s", name, shown(a), got)
			}
		}
	})
}

func rat(v Value) *big.Rat {
	r, ok := new(big.Rat).SetString(strings.TrimPrefix(v.Lexical(), "+"))
	if !ok {
		panic(v.Lexical())
	}
	return r
}

func wantRounded(name string, x *big.Rat) *big.Rat {
	floor := func(x *big.Rat) *big.Rat {
		q := new(big.Int).Div(x.Num(), x.Denom()) // towards negative infinity, as the denominator is positive
		return new(big.Rat).SetInt(q)
	}
	switch name {
	case "FLOOR":
		return floor(x)
	case "CEIL":
		return new(big.Rat).Neg(floor(new(big.Rat).Neg(x)))
	}
	return floor(new(big.Rat).Add(x, big.NewRat(1, 2)))
}

// A duration added is taken away again, and the difference of two dateTimes is
// the duration from one to the other.
func TestTimesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := FromTerm(drawLiteral(t, []string{"dateTime"}))
		to := FromTerm(drawLiteral(t, []string{"dateTime"}))
		d := FromTerm(drawLiteral(t, []string{"dayTimeDuration"}))
		if at.kind != DateTime || to.kind != DateTime || d.kind != DayTimeDuration {
			return
		}
		if got := Subtract(Add(at, d), d); Equal(got, at) != True {
			t.Fatalf("%s + %s - %s = %s", shown(at), shown(d), shown(d), shown(got))
		}
		if got := Add(at, Subtract(to, at)); Equal(got, to) != True {
			t.Fatalf("%s + (%s - %s) = %s", shown(at), shown(to), shown(at), shown(got))
		}
		if got := Multiply(d, OfInt(3)); Equal(got, Add(d, Add(d, d))) != True || Equal(Divide(got, OfInt(3)), d) != True {
			t.Fatalf("%s * 3 = %s", shown(d), shown(got))
		}
	})
}

func TestRangesHoldWhatComparesSo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		constant, v := drawValue(t), FromTerm(drawTerm(t))
		op := rapid.SampledFrom([]Op{EQ, LT, LE, GT, GE}).Draw(t, "op")
		sure, check, ok := Ranges(op, constant)
		if !ok {
			return
		}
		id, inline := v.ID()
		if !inline {
			id = index.MakeID(index.TagOf(v.Term()), 7)
		}
		want := Compare(op, v, constant) == True
		if within(sure, id) && !want || within(check, id) && within(sure, id) || want && !within(sure, id) && !within(check, id) {
			t.Fatalf("%s %s %s: %v, id %x, sure %x, check %x", shown(v), op, shown(constant), want, uint64(id), sure, check)
		}
		for _, ranges := range [][]index.Range{sure, check} {
			for i, r := range ranges {
				if r.First > r.Last || i > 0 && r.First <= ranges[i-1].Last {
					t.Fatalf("ranges are not sorted: %x", ranges)
				}
			}
		}
	})
}

func within(ranges []index.Range, id index.ID) bool {
	for _, r := range ranges {
		if id >= r.First && id <= r.Last {
			return true
		}
	}
	return false
}

func TestRangesAtTheEdges(t *testing.T) {
	for _, s := range []string{"576460752303423487", "-576460752303423488", "9007199254740993", "9007199254740992e0", "1e300", "-1e300", `"INF"^^xsd:float`} {
		c := val(t, s)
		for _, n := range []int64{-1 << 59, 1<<59 - 1, 1 << 53, 1<<53 + 1, 1<<53 + 2, 0} {
			for _, op := range []Op{EQ, LT, LE, GT, GE} {
				sure, _, _ := Ranges(op, c)
				id, _ := OfInt(n).ID()
				if want := Compare(op, OfInt(n), c) == True; within(sure, id) != want {
					t.Errorf("%d %s %s: %v", n, op, s, !want)
				}
			}
		}
	}
	if _, _, ok := Ranges(LT, OfString("a")); ok {
		t.Error("strings have no ranges")
	}
}
