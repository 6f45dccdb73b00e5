package explore

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// An xmlWriter writes elements one to a line, escaping every value. It keeps
// the first error.
type xmlWriter struct {
	w    *bufio.Writer
	open []string
	err  error
}

func newXMLWriter(w io.Writer) *xmlWriter {
	x := &xmlWriter{w: bufio.NewWriter(w)}
	x.write(xml.Header)
	return x
}

func (x *xmlWriter) write(s string) {
	if x.err == nil {
		_, x.err = x.w.WriteString(s)
	}
}

// text writes s escaped; characters that XML cannot hold become U+FFFD.
func (x *xmlWriter) text(s string) {
	if x.err == nil {
		x.err = xml.EscapeText(x.w, []byte(s))
	}
}

// tag writes <name a="b"…; attributes whose value is empty are left out.
func (x *xmlWriter) tag(name string, attributes []string) {
	x.write(strings.Repeat(" ", len(x.open)) + "<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i+1] == "" {
			continue
		}
		x.write(fmt.Sprintf(" %s=\"", attributes[i]))
		x.text(attributes[i+1])
		x.write(`"`)
	}
}

func (x *xmlWriter) start(name string, attributes ...string) {
	x.tag(name, attributes)
	x.write(">\n")
	x.open = append(x.open, name)
}

func (x *xmlWriter) end() {
	name := x.open[len(x.open)-1]
	x.open = x.open[:len(x.open)-1]
	x.write(strings.Repeat(" ", len(x.open)) + "</" + name + ">\n")
}

func (x *xmlWriter) empty(name string, attributes ...string) {
	x.tag(name, attributes)
	x.write("/>\n")
}

func (x *xmlWriter) element(name, text string, attributes ...string) {
	x.tag(name, attributes)
	x.write(">")
	x.text(text)
	x.write("</" + name + ">\n")
}

// close ends what is open and gives the first error.
func (x *xmlWriter) close() error {
	for len(x.open) > 0 {
		x.end()
	}
	if x.err != nil {
		return x.err
	}
	return x.w.Flush()
}
