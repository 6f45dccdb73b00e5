package main

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestInterruptible(t *testing.T) {
	const text = "some lines\nof a document\n"
	for _, from := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text)), iotest.DataErrReader(strings.NewReader(text))} {
		got, err := io.ReadAll(&interruptible{ctx: t.Context(), from: from})
		if string(got) != text || err != nil {
			t.Errorf("read %q, %v", got, err)
		}
	}

	ctx, cancel := context.WithCancel(t.Context())
	silent, end := io.Pipe()
	defer end.Close()
	r := &interruptible{ctx: ctx, from: silent}
	done := make(chan error)
	go func() { _, err := io.ReadAll(r); done <- err }()
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("a read of what never comes gave %v", err)
	}
}
