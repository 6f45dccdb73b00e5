package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

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
	started := time.Now()
	select {
	case <-done:
		return
	case <-time.After(patience):
	}
	if total <= 0 {
		total = -1 // a spinner
	}
	bar := progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(w), progressbar.OptionShowBytes(true), progressbar.OptionClearOnFinish(),
		progressbar.OptionSetPredictTime(true), progressbar.OptionFullWidth())
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-done:
			_ = bar.Clear()
			return
		case <-tick.C:
		}
		quads := p.Quads()
		if p.Storing() {
			bar.Describe(fmt.Sprintf("storing %s quads, %.0f s", thousands(quads), time.Since(started).Seconds()))
		} else {
			bar.Describe(fmt.Sprintf("%s quads, %s/s", thousands(quads), thousands(perSecond(quads, time.Since(started)))))
		}
		_ = bar.Set64(p.Bytes())
	}
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
