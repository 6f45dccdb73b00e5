package pebblestore

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"math/rand/v2"
	"testing"
	"time"

	"diplograph/graph/index"
	"diplograph/graph/rdf"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// Close ends what takes long, at whatever moment it comes.
func TestCloseDuring(t *testing.T) {
	quads := loadQuads(400, 1)
	for name, do := range map[string]func(*DB) error{
		"check":   func(db *DB) error { return db.Check(ctx, nil) },
		"compact": func(db *DB) error { return db.Compact(ctx) },
		"load": func(db *DB) error {
			_, err := db.load(ctx, 0, nil, quadSource(loadQuads(600, 2), 500))
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(1, 1))
			closed := 0
			for run := range 15 {
				db := openMemory(t, vfs.NewMem())
				mustLoad(t, db, 0, quads)
				mustApply(t, db, randomQuads(r, 200), quads[:50])
				ended := make(chan error, 1)
				go func() { ended <- do(db) }()
				time.Sleep(time.Duration(run*run) * 50 * time.Microsecond)
				if err := db.Close(); err != nil {
					t.Errorf("close: %v", err)
				}
				switch err := <-ended; {
				case errors.Is(err, index.ErrClosed):
					closed++
				case err != nil:
					t.Errorf("%v, want ErrClosed", err)
				}
			}
			if closed == 0 {
				t.Error("Close never came between")
			}
		})
	}
}

// Close does not wait for the caller of a load.
func TestCloseWhileNext(t *testing.T) {
	db := openMemory(t, vfs.NewMem())
	asked, leave := make(chan bool), make(chan bool)
	ended := make(chan error, 1)
	go func() {
		_, err := db.Load(context.Background(), LoadOptions{}, func() ([]rdf.Quad, error) {
			asked <- true
			<-leave
			return nil, io.EOF
		})
		ended <- err
	}()
	<-asked
	closeWithin(t, db, 10*time.Second)
	close(leave)
	if err := <-ended; !errors.Is(err, index.ErrClosed) {
		t.Errorf("%v, want ErrClosed", err)
	}
}

// A transaction that gets too large stops where it does.
func TestTxTooLarge(t *testing.T) {
	db, err := Open("db", Options{FS: vfs.NewMem(), TxBytes: 50_000, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tx, err := db.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if _, err := tx.Add(ctx, loadQuads(5000, 1)); !errors.Is(err, ErrTooLarge) {
		t.Errorf("%v, want ErrTooLarge", err)
	}
	if n := tx.batch.Len(); n > 100_000 {
		t.Errorf("the batch has %d bytes", n)
	}
}
