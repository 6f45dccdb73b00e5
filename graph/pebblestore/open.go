package pebblestore

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"diplograph/graph/index"

	"github.com/cockroachdb/pebble/v2"
)

// Format is the number of the format of the folders that this package writes. A
// store of another number is not opened.
const Format = 1

// Open opens the store in a folder; without Options.ReadOnly it makes one in a
// folder that is empty or not there.
//
// It fails with index.ErrNotFound if there is none to read, index.ErrFormat if
// the folder has other files than a store's or a store of another Format, and
// index.ErrInUse if another process or another DB has it open.
func Open(dir string, opts Options) (*DB, error) { return openWith(dir, opts, defaultFold, defaultDue) }

// openWith is Open with other limits of what is done in the background.
func openWith(dir string, opts Options, limits foldLimits, due dueAt) (*DB, error) {
	opts = opts.withDefaults()
	d := &DB{
		dir: dir, opts: opts, writer: make(chan struct{}, 1), folding: make(chan struct{}, 1), closing: make(chan struct{}), limits: limits,
		work: work{due: due, rouse: make(chan struct{}, 1)}, views: map[*view]io.Closer{},
	}
	d.blocks.init()
	d.fs = &guardFS{FS: opts.FS, dir: dir, readOnly: opts.ReadOnly, failed: d.fail}
	if err := d.checkFolder(dir); err != nil {
		return nil, err
	}
	var err error
	if err = d.openPebble(dir); err != nil {
		return nil, openError(dir, err)
	}
	if err := d.begin(dir); err != nil {
		return nil, errors.Join(err, d.p.Close())
	}
	if err := d.removeLoads(); err != nil {
		return nil, errors.Join(err, d.p.Close())
	}
	d.writer <- struct{}{}
	background, stop := context.WithCancel(context.Background())
	d.stop = stop
	if !opts.ReadOnly {
		d.background.Add(1)
		go d.inBackground(background)
	}
	return d, nil
}

// openPebble opens Pebble, which may panic or call Fatalf if it cannot write.
func (d *DB) openPebble(dir string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = d.fail(fmt.Errorf("%v", r))
		}
	}()
	if d.p, err = pebble.Open(dir, d.pebbleOptions()); err != nil {
		return err
	}
	if err := d.writable(); err != nil {
		return errors.Join(err, d.p.Close())
	}
	return nil
}

// checkFolder refuses a folder that something else than a store is in.
func (d *DB) checkFolder(dir string) error {
	names, err := d.fs.List(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(names) == 0 {
		if d.opts.ReadOnly {
			return fmt.Errorf("%w: %s", index.ErrNotFound, dir)
		}
		return nil
	}
	if err != nil {
		return err
	}
	for _, name := range names {
		if strings.HasPrefix(name, "marker.format-version.") {
			return nil
		}
	}
	for _, name := range names { // what is left if making a store was interrupted
		if name != "LOCK" && !strings.HasPrefix(name, "MANIFEST-") && !strings.HasPrefix(name, "marker.") && !strings.HasPrefix(name, "OPTIONS-") && !strings.HasSuffix(name, ".log") && !strings.HasSuffix(name, ".dbtmp") {
			return fmt.Errorf("%w: %s holds %s, and no store", index.ErrFormat, dir, name)
		}
	}
	return nil
}

// begin reads what a store begins with, and writes it into an empty one.
func (d *DB) begin(dir string) error {
	value, closer, err := d.p.Get(metaKeyOf(metaFormat))
	if errors.Is(err, pebble.ErrNotFound) {
		err = d.create(dir)
		if err != nil {
			return err
		}
		value, closer, err = d.p.Get(metaKeyOf(metaFormat))
	}
	if err != nil {
		return storeError(err)
	}
	defer closer.Close()
	if len(value) != 4 || binary.BigEndian.Uint32(value) != Format {
		return fmt.Errorf("%w: %s has format %x, this program knows format %d", index.ErrFormat, dir, value, Format)
	}
	key, closer, err := d.p.Get(metaKeyOf(metaKey))
	if err != nil {
		return storeError(err)
	}
	defer closer.Close()
	if len(key) != 16 {
		return damaged("the key of the hash has %d bytes, expected 16", len(key))
	}
	d.hash = termHasher([16]byte(key))
	if d.state, err = currentState(d.p); err != nil {
		return err
	}
	d.dirs.Store(&[]*directories{newDirectories(uint32(d.state.generation), d.state.layout)})
	if d.state.collected, err = d.collectedAt(); err != nil {
		return err
	}
	d.state.dead = d.state.collected.died(tallyOf(&d.state))
	d.work.see(&d.state)
	return nil
}

// create makes an empty store of an empty Pebble.
func (d *DB) create(dir string) error {
	if d.opts.ReadOnly {
		return fmt.Errorf("%w: %s", index.ErrNotFound, dir)
	}
	iter, err := d.p.NewIter(nil)
	if err != nil {
		return storeError(err)
	}
	foreign := iter.First()
	if err := iter.Close(); err != nil {
		return storeError(err)
	}
	if foreign {
		return fmt.Errorf("%w: %s is a Pebble store of something else", index.ErrFormat, dir)
	}
	var key [16]byte
	if _, err := rand.Read(key[:]); err != nil {
		return err
	}
	b := d.p.NewBatch()
	first := state{generation: 1, next: 1}
	for name, value := range map[string][]byte{
		metaFormat: binary.BigEndian.AppendUint32(nil, Format), metaKey: key[:], metaState: first.append(nil),
	} {
		if err := b.Set(metaKeyOf(name), value, nil); err != nil {
			return storeError(err)
		}
	}
	return d.commit(b)
}
