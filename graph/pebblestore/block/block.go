package block

import (
	"encoding/binary"
	"fmt"
	"slices"

	"diplograph/graph/index"
)

// MaxRows is the largest number of rows in a block.
const MaxRows = 4096

// Columns are rows by column: row i is c[0][i], c[1][i], c[2][i], c[3][i].
type Columns [4][]index.ID

// A Block reads the rows of an encoded block in place.
type Block struct {
	rows    int
	size    int // bytes
	columns [4]column
}

// Parse reads the headers of a block. It fails with index.ErrDamaged if they do
// not fit together; numbers behind sound headers are not looked at, and give
// wrong rows if they are damaged, but nothing worse. The Block refers to b.
func Parse(b []byte) (Block, error) {
	var block Block
	if len(b) < 2 {
		return block, damaged("%d bytes, less than a header", len(b))
	}
	block.size = len(b)
	block.rows = int(binary.LittleEndian.Uint16(b)) + 1
	if block.rows > MaxRows {
		return block, damaged("%d rows, more than %d", block.rows, MaxRows)
	}
	rest := b[2:]
	for i := range block.columns {
		var err error
		if rest, err = block.columns[i].parse(rest, block.rows); err != nil {
			return Block{}, fmt.Errorf("column %d: %w", i, err)
		}
	}
	if len(rest) != slack {
		return Block{}, damaged("%d bytes after the columns, want %d", len(rest), slack)
	}
	return block, nil
}

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: block of "+format, append([]any{index.ErrDamaged}, args...)...)
}

// Len gives the number of rows.
func (b *Block) Len() int { return b.rows }

// Size gives the number of bytes that the block is encoded in.
func (b *Block) Size() int { return b.size }

// At gives the id in a column of a row.
func (b *Block) At(column, row int) index.ID { return b.columns[column].at(row) }

// Decode appends the ids in a column of the rows from up to, not including, to.
func (b *Block) Decode(column, from, to int, dst []index.ID) []index.ID {
	if from < 0 || to > b.rows || from > to {
		panic(fmt.Sprintf("block: rows %d to %d of %d", from, to, b.rows))
	}
	n := len(dst)
	dst = slices.Grow(dst, to-from)[:n+to-from]
	b.columns[column].decode(from, dst[n:])
	return dst
}

// Search gives the first row not before from whose first ids are not less than
// key, and Len if there is none.
func (b *Block) Search(key []index.ID, from int) int {
	from, to := min(from, b.rows), b.rows
	for i, id := range key {
		first, end := b.columns[i].bounds(id, from, to)
		if first == end {
			return first
		}
		from, to = first, end
	}
	return from
}
