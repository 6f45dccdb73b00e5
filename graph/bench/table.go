package bench

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// WriteHead writes the head of a table of results.
func WriteHead(w io.Writer, ours, peer Engine) error {
	_, err := fmt.Fprintf(w, "%-32s %9s %12s %12s %7s  %s\n", "query", "rows", ours.Name(), peer.Name(), "ratio", "answers")
	return err
}

// WriteResult writes a row of the table.
func WriteResult(w io.Writer, r Result) error {
	ratio := "-"
	if r.Ratio() > 0 {
		ratio = fmt.Sprintf("%.2f", r.Ratio())
	}
	_, err := fmt.Fprintf(w, "%-32s %9d %12s %12s %7s  %s\n", r.Query.Name, max(r.Ours.Digest.Rows, r.Peer.Digest.Rows),
		showTiming(r.Ours), showTiming(r.Peer), ratio, r.verdict())
	return err
}

func showTiming(t Timing) string {
	if t.Err != nil {
		return "failed"
	}
	return fmt.Sprintf("%.2f ms", float64(t.Median)/float64(time.Millisecond))
}

// verdict says whether the answers are the same, and if not, why.
func (r Result) verdict() string {
	switch {
	case r.Ours.Err != nil:
		return "ours: " + r.Ours.Err.Error()
	case r.Peer.Err != nil:
		return "peer: " + r.Peer.Err.Error()
	case !r.Same():
		return fmt.Sprintf("DIFFER: %s and %s", r.Ours.Digest, r.Peer.Digest)
	}
	return "same"
}

// WriteSummary writes the medians of the ratios of each sort of queries, and the
// worst.
func WriteSummary(w io.Writer, all []Result) error {
	for _, sort := range []string{"short", "analytic"} {
		var ratios []float64
		worst, same, total := 0.0, 0, 0
		for _, r := range all {
			if !strings.HasPrefix(r.Query.Name, sort+"-") {
				continue
			}
			total++
			if r.Same() {
				same++
			}
			if ratio := r.Ratio(); ratio > 0 {
				ratios = append(ratios, ratio)
				worst = max(worst, ratio)
			}
		}
		if total == 0 {
			continue
		}
		if _, err := fmt.Fprintf(w, "%s: median ratio %.2f, worst %.2f, the same answer to %d of %d\n", sort, median(ratios), worst, same, total); err != nil {
			return err
		}
	}
	return nil
}
