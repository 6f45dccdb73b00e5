package syntax

import (
	"fmt"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// sameTree compares trees without positions and without how the base came.
var sameTree = cmp.Options{cmpopts.IgnoreTypes(Pos{}), cmpopts.EquateEmpty()}

// checkQuery parses a query and holds it to the law of Print.
func checkQuery(text string, opts Options) error {
	q, err := ParseQuery(text, opts)
	if err != nil {
		return err
	}
	printed := q.Print()
	again, err := ParseQuery(printed, opts)
	if err != nil {
		return fmt.Errorf("what was printed does not parse: %w\n%s", err, printed)
	}
	if d := cmp.Diff(q, again, sameTree); d != "" {
		return fmt.Errorf("printed and parsed, the tree differs:\n%s\n%s", d, printed)
	}
	if second := again.Print(); second != printed {
		return fmt.Errorf("printed again, the text differs:\n%s\n%s", printed, second)
	}
	return nil
}

// checkUpdate parses an update and holds it to the law of Print.
func checkUpdate(text string, opts Options) error {
	u, err := ParseUpdate(text, opts)
	if err != nil {
		return err
	}
	printed := u.Print()
	again, err := ParseUpdate(printed, opts)
	if err != nil {
		return fmt.Errorf("what was printed does not parse: %w\n%s", err, printed)
	}
	if d := cmp.Diff(u, again, sameTree); d != "" {
		return fmt.Errorf("printed and parsed, the tree differs:\n%s\n%s", d, printed)
	}
	if second := again.Print(); second != printed {
		return fmt.Errorf("printed again, the text differs:\n%s\n%s", printed, second)
	}
	return nil
}
