package loader

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync/atomic"

	"diplograph/graph/rdf"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

const (
	// sniffed is how much of a document is looked at to tell its format.
	sniffed = 64 << 10
	// maxWindow is the most memory that a zstd document may ask for: what
	// zstd --ultra and --long make.
	maxWindow = 128 << 20
)

// compressions are told by their first bytes, whatever the file is called.
var compressions = []struct {
	name, extension string
	magic           []byte
	open            func(io.Reader) (io.ReadCloser, error)
}{
	{"gzip", ".gz", []byte{0x1f, 0x8b}, func(r io.Reader) (io.ReadCloser, error) { return gzip.NewReader(r) }},
	{"zstd", ".zst", []byte{0x28, 0xb5, 0x2f, 0xfd}, func(r io.Reader) (io.ReadCloser, error) {
		d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	}},
}

// A document is an open Source: plain text.
type document struct {
	*bufio.Reader
	format  rdf.Format
	guessed bool // by content
	close   []func() error
}

// openSource opens s, counting in read the bytes as they are stored.
func openSource(s Source, read *atomic.Int64) (*document, error) {
	file, err := s.Open()
	if err != nil {
		return nil, err
	}
	d := &document{close: []func() error{file.Close}}
	if err := d.unpack(&counter{file, read}); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// unpack undoes the compression.
func (d *document) unpack(file io.Reader) error {
	text := bufio.NewReaderSize(file, sniffed)
	magic, err := text.Peek(4)
	if err != nil && err != io.EOF {
		return err
	}
	for _, c := range compressions {
		if bytes.HasPrefix(magic, c.magic) {
			plain, err := c.open(text)
			if err != nil {
				return unpackError(c.name, err)
			}
			d.close = append(d.close, func() error {
				_ = plain.Close() // says again what reading said
				return nil
			})
			text = bufio.NewReaderSize(&compressed{plain, c.name}, sniffed)
		}
	}
	d.Reader = text
	return nil
}

// findFormat finds out the format by the caller's wish, by name or by content.
func (d *document) findFormat(s Source) error {
	if d.format = s.Format; d.format != 0 {
		return nil
	}
	if f, ok := formatByName(s.Name); ok {
		d.format = f
		return nil
	}
	if ext := extension(s.Name); slices.Contains(tableExtensions, strings.ToLower(ext)) {
		return fmt.Errorf("expected an RDF document, found a table (%s): it needs a mapping that says what its columns mean", ext)
	}
	head, err := d.Peek(sniffed)
	if err != nil && err != io.EOF {
		return err
	}
	if bytes.IndexByte(head, 0) >= 0 {
		return fmt.Errorf("expected an RDF document, found binary data")
	}
	d.format, d.guessed = formatByContent(head), true
	return nil
}

func (d *document) Close() error {
	var errs []error
	for i := len(d.close) - 1; i >= 0; i-- {
		errs = append(errs, d.close[i]())
	}
	return errors.Join(errs...)
}

// A counter counts what is read.
type counter struct {
	io.Reader
	n *atomic.Int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n.Add(int64(n))
	return n, err
}

// compressed says in errors what could not be undone.
type compressed struct {
	io.Reader
	name string
}

func (c *compressed) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	if err == nil || err == io.EOF {
		return n, err
	}
	return n, unpackError(c.name, err)
}

func unpackError(compression string, err error) error {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%s: expected more data, found the end: the file is cut short", compression)
	case strings.HasPrefix(err.Error(), compression+": "):
		return err
	}
	return fmt.Errorf("%s: %w", compression, err)
}
