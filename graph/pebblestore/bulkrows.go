package pebblestore

import (
	"encoding/binary"
	"io"
)

// A row is a quad of a load by numbers: of terms in a vocabulary, later of IDs in
// order.
type row [4]uint32

const rowSize = 16

// A rowWriter writes rows to a file.
type rowWriter struct {
	file  *spoolWriter
	count int64 // of the part at hand
	buf   [rowSize]byte
}

func (w *rowWriter) write(r row) error {
	for i, n := range r {
		binary.LittleEndian.PutUint32(w.buf[4*i:], n)
	}
	w.count++
	_, err := w.file.Write(w.buf[:])
	return err
}

// A rowReader reads them.
type rowReader struct {
	file *spoolReader
	buf  [1024 * rowSize]byte
}

func newRowReader(file *spoolReader) *rowReader { return &rowReader{file: file} }

// read puts the next rows into dst, all of it.
func (r *rowReader) read(dst []row) error {
	for len(dst) > 0 {
		n := min(len(dst), len(r.buf)/rowSize)
		if _, err := io.ReadFull(r.file, r.buf[:n*rowSize]); err != nil {
			return spoolError(r.file, err)
		}
		for i := range n {
			b := r.buf[i*rowSize:]
			dst[i] = row{
				binary.LittleEndian.Uint32(b), binary.LittleEndian.Uint32(b[4:]),
				binary.LittleEndian.Uint32(b[8:]), binary.LittleEndian.Uint32(b[12:]),
			}
		}
		dst = dst[n:]
	}
	return nil
}
