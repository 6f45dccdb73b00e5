package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"diplograph/graph"
	"diplograph/loader"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// patience is how long a command may be silent.
const patience = time.Second

func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// showProgress draws how far a load is, if w is a terminal and the load takes
// long, until stop is called. The size of the documents is total bytes, or not
// known (0).
func showProgress(w io.Writer, p *loader.Progress, total int64) (stop func()) {
	if !isTerminal(w) {
		return func() {}
	}
	done := make(chan struct{})
	var drawing sync.WaitGroup
	drawing.Go(func() { drawProgress(w, p, total, done) })
	return func() {
		close(done)
		drawing.Wait()
	}
}

func drawProgress(w io.Writer, p *loader.Progress, total int64, done <-chan struct{}) {
	if total == 0 {
		total = -1 // a spinner
	} else {
		total++ // at its end the bar would go
	}
	started := time.Now()
	select {
	case <-done:
		return
	case <-time.After(patience):
	}
	bar := newBar(w, total)
	storing := false
	for tick := time.Tick(200 * time.Millisecond); ; {
		quads := p.Quads()
		if p.Storing() && !storing {
			storing = true
			endBar(bar)
			bar = newBar(w, -1)
		}
		if storing {
			bar.Describe(describeStoring(quads, p.Stored()))
		} else {
			bar.Describe(fmt.Sprintf("%s, %s quads, %s/s", megabytes(p.Bytes()), thousands(quads), thousands(perSecond(quads, time.Since(started)))))
			_ = bar.Set64(p.Bytes())
		}
		select {
		case <-done:
			endBar(bar)
			return
		case <-tick:
		}
	}
}

// describeStoring says how far a load is that has read all its quads, in less
// than the width of a terminal.
func describeStoring(quads int64, now graph.LoadProgress) string {
	line := fmt.Sprintf("storing %s quads", thousands(quads))
	switch {
	case now.Written > 0:
		line += fmt.Sprintf(": %s rows written", thousands(now.Written))
	case now.Sorted > 0:
		line += fmt.Sprintf(": %s sorted", thousands(now.Sorted))
	case now.Terms > 0:
		line += fmt.Sprintf(": %s terms numbered", thousands(now.Terms))
	}
	return line
}

// newBar makes a bar that is drawn only when something changes.
func newBar(w io.Writer, total int64) *progressbar.ProgressBar {
	return progressbar.NewOptions64(total, progressbar.OptionSetWriter(w), progressbar.OptionSetWidth(20),
		progressbar.OptionSetElapsedTime(true), progressbar.OptionSetPredictTime(true), progressbar.OptionSetSpinnerChangeInterval(0))
}

// endBar takes a bar off the screen.
func endBar(bar *progressbar.ProgressBar) {
	_ = bar.Exit()
	_ = bar.Clear()
}

func totalSize(sources []loader.Source) (n int64) {
	for _, s := range sources {
		if s.Size == 0 {
			return 0
		}
		n += s.Size
	}
	return n
}
