package pebblestore

import (
	"encoding/binary"
	"fmt"
	"io"
)

// A mapping is a file that has for each term of a part of a load its number
// there, and its number among all terms of the load.
type mapping struct {
	dir  *spool
	part int
	file *spoolWriter
	buf  [8]byte
}

func mappingName(part int) string { return fmt.Sprintf("mapping-%d", part) }

func newMapping(dir *spool, part int) (*mapping, error) {
	f, err := dir.create(mappingName(part))
	return &mapping{dir: dir, part: part, file: f}, err
}

func (m *mapping) add(number, of uint32) error {
	binary.LittleEndian.PutUint32(m.buf[:], number)
	binary.LittleEndian.PutUint32(m.buf[4:], of)
	_, err := m.file.Write(m.buf[:])
	return err
}

// readMapping reads the mapping of a part with so many terms.
func readMapping(dir *spool, part, terms int) ([]uint32, error) {
	r, err := dir.open(mappingName(part))
	if err != nil {
		return nil, err
	}
	defer r.close()
	to := make([]uint32, terms)
	var buf [8]byte
	for range terms {
		if _, err := io.ReadFull(r, buf[:]); err != nil {
			return nil, spoolError(r, err)
		}
		number := binary.LittleEndian.Uint32(buf[:])
		if int64(number) >= int64(terms) {
			return nil, spoolError(r, fmt.Errorf("term %d of %d", number, terms))
		}
		to[number] = binary.LittleEndian.Uint32(buf[4:])
	}
	return to, nil
}
