package pebblestore

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"

	"diplograph/graph/index"
)

// hashes collects IDs by the hash of their terms, in files by the first bits of
// the hash, so that each is sorted in memory.
type hashes struct {
	dir   *spool
	parts [1 << hashPartBits]hashPart
}

type hashPart struct {
	recent []hashed
	file   *spoolWriter
	count  int // in the file
}

type hashed struct {
	hash uint64
	id   index.ID
}

const (
	hashPartBits = 6
	hashedSize   = 16
	hashedRecent = 8 << 10 // kept in memory for each part
)

func (h *hashes) add(hash uint64, id index.ID) error {
	part := hash >> (64 - hashPartBits)
	p := &h.parts[part]
	p.recent = append(p.recent, hashed{hash, id})
	if len(p.recent) < hashedRecent {
		return nil
	}
	return p.flush(h.dir, part)
}

func (p *hashPart) flush(dir *spool, part uint64) (err error) {
	if p.file == nil {
		if p.file, err = dir.create(hashesName(part)); err != nil {
			return err
		}
	}
	var buf [hashedSize]byte
	for _, e := range p.recent {
		binary.LittleEndian.PutUint64(buf[:], e.hash)
		binary.LittleEndian.PutUint64(buf[8:], uint64(e.id))
		if _, err := p.file.Write(buf[:]); err != nil {
			return err
		}
	}
	p.count += len(p.recent)
	p.recent = p.recent[:0]
	return nil
}

func hashesName(part uint64) string { return fmt.Sprintf("hashes-%d", part) }

// write writes the keys of all hashes, and lets go of h.
func (h *hashes) write(ctx context.Context, t *tables) (err error) {
	w := t.writer(compressed)
	defer func() {
		h.close()
		err = errors.Join(err, w.close())
	}()
	for part := range h.parts {
		if err := ctx.Err(); err != nil {
			return err
		}
		all, err := h.parts[part].sorted(h.dir, uint64(part))
		if err != nil {
			return err
		}
		var ids []index.ID
		var value []byte
		for i, e := range all {
			ids = append(ids, e.id)
			if i+1 < len(all) && all[i+1].hash == e.hash {
				continue
			}
			value = appendIDs(value[:0], ids)
			if err := w.set(hashKey(e.hash), value); err != nil {
				return err
			}
			ids = ids[:0]
		}
		h.parts[part] = hashPart{}
	}
	return nil
}

// sorted gives the entries of a part, sorted and each once.
func (p *hashPart) sorted(dir *spool, part uint64) (all []hashed, err error) {
	all = make([]hashed, p.count, p.count+len(p.recent))
	if p.file != nil {
		if all, err = p.readBack(dir, part, all); err != nil {
			return nil, err
		}
	}
	all = append(all, p.recent...)
	slices.SortFunc(all, func(a, b hashed) int {
		if a.hash != b.hash {
			if a.hash < b.hash {
				return -1
			}
			return 1
		}
		return compareIDs(a.id, b.id)
	})
	return slices.Compact(all), nil
}

func (p *hashPart) readBack(dir *spool, part uint64, all []hashed) ([]hashed, error) {
	file := p.file
	p.file = nil
	if err := file.close(); err != nil {
		return nil, err
	}
	r, err := dir.open(hashesName(part))
	if err != nil {
		return nil, err
	}
	defer r.close()
	var buf [hashedSize]byte
	for i := range all {
		if _, err := io.ReadFull(r, buf[:]); err != nil {
			return nil, spoolError(r, err)
		}
		all[i] = hashed{binary.LittleEndian.Uint64(buf[:]), index.ID(binary.LittleEndian.Uint64(buf[8:]))}
	}
	return all, nil
}

// close lets go of files that are open.
func (h *hashes) close() {
	for i := range h.parts {
		if f := h.parts[i].file; f != nil {
			f.file.Close()
			h.parts[i].file = nil
		}
	}
}
