package bench

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"io"
	"math/big"
	"strings"

	"diplograph/graph/rdf"
	"diplograph/graph/sparql/results"
)

// A Digest tells multisets of rows apart: it does not depend on their order, nor
// on how a number is written.
type Digest struct {
	Rows int64
	Sum  uint64 // of the hashes of the rows
}

// String gives the digest as it is shown where two differ.
func (d Digest) String() string { return fmt.Sprintf("%d rows, %016x", d.Rows, d.Sum) }

// DigestTSV reads an answer in TSV.
func DigestTSV(answer []byte) (Digest, error) {
	r, err := results.NewReader(bytes.NewReader(answer), results.TSV, results.ReaderOptions{})
	if err != nil {
		return Digest{}, err
	}
	var d Digest
	for {
		row, err := r.Row()
		if err == io.EOF {
			return d, nil
		}
		if err != nil {
			return Digest{}, err
		}
		h := fnv.New64a()
		for _, t := range row {
			_, _ = io.WriteString(h, canonical(t))
			_, _ = h.Write([]byte{0})
		}
		d.Rows++
		d.Sum += h.Sum64()
	}
}

// canonical is a term's text, the same for numbers that are equal: engines may
// write a decimal with or without zeros at its end.
func canonical(t rdf.Term) string {
	switch t.Datatype {
	case rdf.XSDInteger, rdf.XSDDecimal:
		if r, ok := new(big.Rat).SetString(t.Value); ok && !strings.ContainsAny(t.Value, "eE/") {
			return "number " + r.RatString()
		}
	}
	return t.String()
}
