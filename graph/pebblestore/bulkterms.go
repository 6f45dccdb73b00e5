package pebblestore

import (
	"encoding/binary"
	"fmt"
	"io"
)

// A termSource gives the terms of a part of a load in the order of their keys.
type termSource struct {
	part       int
	key        []byte // of the term at hand
	number     uint32 // in its vocabulary
	vocabulary *vocabulary
	order      []sortTerm // those to come, if they are in memory
	file       *spoolReader
	left       int
}

func termsName(part int) string { return fmt.Sprintf("terms-%d", part) }

// writeTerms writes the terms of a part:
//
//	for each: uvarint(shared with the key before) uvarint(len(rest)) rest, number
func writeTerms(dir *spool, number int, p *part) error {
	w, err := dir.create(termsName(number))
	if err != nil {
		return err
	}
	var last, buf []byte
	for _, t := range p.order {
		key := p.vocabulary.key(t.id)
		shared := sharedBytes(last, key)
		buf = binary.AppendUvarint(buf[:0], uint64(shared))
		buf = binary.AppendUvarint(buf, uint64(len(key)-shared))
		buf = append(buf, key[shared:]...)
		buf = binary.LittleEndian.AppendUint32(buf, t.id)
		if _, err := w.Write(buf); err != nil {
			w.close()
			return err
		}
		last = key
	}
	return w.close()
}

// next goes to the next term.
func (s *termSource) next() (ok bool, err error) {
	if s.file == nil {
		if len(s.order) == 0 {
			return false, nil
		}
		s.number = s.order[0].id
		s.key, s.order = s.vocabulary.key(s.number), s.order[1:]
		return true, nil
	}
	if s.left == 0 {
		return false, nil
	}
	s.left--
	if err := s.read(); err != nil {
		return false, spoolError(s.file, err)
	}
	return true, nil
}

func (s *termSource) read() error {
	shared, err := binary.ReadUvarint(s.file)
	if err != nil {
		return err
	}
	rest, err := binary.ReadUvarint(s.file)
	if err != nil {
		return err
	}
	if shared > uint64(len(s.key)) || rest > vocabularyTerms {
		return fmt.Errorf("a term shares %d bytes of %d", shared, len(s.key))
	}
	need := int(shared + rest)
	if need > cap(s.key) {
		s.key = append(make([]byte, 0, 2*need), s.key...)
	}
	s.key = s.key[:need]
	if _, err := io.ReadFull(s.file, s.key[shared:]); err != nil {
		return err
	}
	var number [4]byte
	_, err = io.ReadFull(s.file, number[:])
	s.number = binary.LittleEndian.Uint32(number[:])
	return err
}

func (s *termSource) close() error {
	if s.file == nil {
		return nil
	}
	return s.file.close()
}
