package main

import (
	"context"
	"io"
)

// interruptible reads until its context ends, also where nothing comes that could
// be read: a terminal, or a pipe whose other end is slow.
type interruptible struct {
	ctx    context.Context
	from   io.Reader
	buffer []byte // of the one read under way: its caller may be gone before it ends
}

func (r *interruptible) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	if len(r.buffer) < len(p) {
		r.buffer = make([]byte, len(p))
	}
	var n int
	var err error
	read := make(chan struct{})
	go func() {
		defer close(read)
		n, err = r.from.Read(r.buffer[:len(p)])
	}()
	select {
	case <-read:
		return copy(p, r.buffer[:n]), err
	case <-r.ctx.Done():
		return 0, r.ctx.Err()
	}
}
