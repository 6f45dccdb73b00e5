package bench

import (
	"bufio"
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"diplograph/graph/bench/generate"
	"diplograph/graph/rdf"
)

// ErrNoPeer says that what is needed to run the peer is not installed.
var ErrNoPeer = errors.New("Oxigraph cannot be run: expected python3 with the package pyoxigraph (python3 -m pip install pyoxigraph)")

//go:embed oxigraph.py
var oxigraphScript string

// Oxigraph is an Engine: a process of Python on a store in a folder.
type Oxigraph struct {
	dir     string
	memory  bool // the store is the process's, and ends with it
	version string
	process *exec.Cmd // nil after it was stopped
	in      io.WriteCloser
	out     *bufio.Reader
	errors  bytes.Buffer
}

// OpenOxigraph starts a process on the store in a folder, which it makes if it is
// absent; or on an empty store in memory, and then the folder is for files in
// between. The error is ErrNoPeer where it is not installed.
func OpenOxigraph(ctx context.Context, dir string, memory bool) (*Oxigraph, error) {
	if err := exec.CommandContext(ctx, "python3", "-c", "import pyoxigraph").Run(); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrNoPeer, err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	o := &Oxigraph{dir: dir, memory: memory}
	reply, err := o.call(ctx, request{Do: "version"})
	o.version = reply.Text
	return o, err
}

// Name gives "Oxigraph" and its version.
func (o *Oxigraph) Name() string { return "Oxigraph " + o.version }

// Lasts reports whether what is loaded is there the next time.
func (o *Oxigraph) Lasts() bool { return !o.memory }

// A request is a line to the process, a reply one from it.
type request struct {
	Do   string `json:"do"`
	Text string `json:"text,omitempty"`
	Path string `json:"path,omitempty"`
}

type reply struct {
	Seconds []float64 `json:"seconds"`
	Rows    int64     `json:"rows"`
	Text    string    `json:"text"`
	Error   string    `json:"error"`
}

func (o *Oxigraph) start() error {
	o.errors.Reset()
	args := []string{"-c", oxigraphScript}
	if !o.memory {
		args = append(args, filepath.Join(o.dir, "store"))
	}
	o.process = exec.Command("python3", args...)
	o.process.Stderr = &o.errors
	in, err := o.process.StdinPipe()
	if err != nil {
		return err
	}
	out, err := o.process.StdoutPipe()
	if err != nil {
		return err
	}
	o.in, o.out = in, bufio.NewReader(out)
	return o.process.Start()
}

// call makes a request. When the context ends the process is killed; the next
// call starts another.
func (o *Oxigraph) call(ctx context.Context, r request) (reply, error) {
	if o.process == nil {
		if o.memory && o.version != "" {
			return reply{}, errors.New("Oxigraph was stopped, and its store in memory with it")
		}
		if err := o.start(); err != nil {
			return reply{}, err
		}
	}
	process := o.process
	stop := context.AfterFunc(ctx, func() { _ = process.Process.Kill() })
	answer, err := o.exchange(r)
	if !stop() || err != nil {
		o.process = nil
		_ = process.Process.Kill()
		_ = process.Wait() // after it nobody writes to o.errors
		if err != nil && o.errors.Len() > 0 {
			err = fmt.Errorf("%w: %s", err, o.errors.Bytes())
		}
		return reply{}, errors.Join(ctx.Err(), err)
	}
	if answer.Error != "" {
		return reply{}, fmt.Errorf("Oxigraph: %s", answer.Error)
	}
	return answer, nil
}

func (o *Oxigraph) exchange(r request) (reply, error) {
	var answer reply
	line, err := json.Marshal(r)
	if err != nil {
		return answer, err
	}
	if _, err := o.in.Write(append(line, '\n')); err != nil {
		return answer, fmt.Errorf("Oxigraph: %w", err)
	}
	if line, err = o.out.ReadBytes('\n'); err != nil {
		return answer, fmt.Errorf("Oxigraph ended: %w", err)
	}
	return answer, json.Unmarshal(line, &answer)
}

// Load puts a generated graph into the store, every triple also into the default
// graph, and tells how long that took.
func (o *Oxigraph) Load(ctx context.Context, opts generate.Options) (time.Duration, error) {
	file := filepath.Join(o.dir, "graph.nq")
	if err := writeWithUnion(ctx, file, opts); err != nil {
		return 0, errors.Join(err, os.Remove(file))
	}
	r, err := o.call(ctx, request{Do: "load", Path: file})
	if err = errors.Join(err, os.Remove(file)); err != nil {
		return 0, err
	}
	return seconds(r.Seconds[0]), nil
}

func writeWithUnion(ctx context.Context, name string, opts generate.Options) error {
	g, err := generate.New(opts)
	if err != nil {
		return err
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	var lines []byte
	for batch := g.Next(); len(batch) > 0; batch = g.Next() {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, q := range batch {
			lines = append(rdf.AppendQuad(lines[:0], q), '\n')
			q.Graph = rdf.Term{}
			lines = append(rdf.AppendQuad(lines, q), '\n')
			if _, err := w.Write(lines); err != nil {
				return err
			}
		}
	}
	return errors.Join(w.Flush(), f.Close())
}

// Ask runs a query.
func (o *Oxigraph) Ask(ctx context.Context, query string) (Answer, error) {
	file := filepath.Join(o.dir, "answer.tsv")
	r, err := o.call(ctx, request{Do: "query", Text: query, Path: file})
	if err != nil {
		return Answer{}, err
	}
	text, err := os.ReadFile(file)
	return Answer{Took: seconds(r.Seconds[0]), TSV: text}, errors.Join(err, os.Remove(file))
}

// Close ends the process; the store stays.
func (o *Oxigraph) Close() error {
	if o.process == nil {
		return nil
	}
	err := errors.Join(o.in.Close(), o.process.Wait())
	o.process = nil
	return err
}

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }
