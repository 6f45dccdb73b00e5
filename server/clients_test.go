package server

import (
	"bytes"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// clientFolder is where "make clients" installs clients of Node.
const clientFolder = "../.clients"

func needs(t *testing.T, program string) string {
	path, err := exec.LookPath(program)
	if err != nil {
		t.Skipf("the server is not asked with %s, which is not installed", program)
	}
	return path
}

// TestCurl asks as people do from a shell.
func TestCurl(t *testing.T) {
	curl := needs(t, "curl")
	server := httptest.NewServer(newServer(t, emptyStore(t), quiet()))
	defer server.Close()
	for _, step := range []struct {
		args string
		want string
	}{
		{"-X PUT -H Content-Type:text/turtle --data-binary @testdata/visit.ttl URL/store?graph=urn:visit -w %{http_code}", "201"},
		{"-d update=INSERT%20DATA%20{<urn:s>%20<urn:p>%20'o'@en} URL/sparql -w %{http_code}", "204"},
		{"-G --data-urlencode query@testdata/visit.rq URL/sparql -H Accept:text/csv", "city\r\nhttps://w3id.org/diplograph/id/city/khiva\r\n"},
		{"--data-binary @testdata/visit.rq -H Content-Type:application/sparql-query -H Accept:text/tab-separated-values URL/sparql", "?city\n<https://w3id.org/diplograph/id/city/khiva>\n"},
		{"-I URL/store?graph=urn:visit -o /dev/null -w %{http_code}", "200"},
		{"-X DELETE URL/store?graph=urn:visit -w %{http_code}", "204"},
		{"URL/store?default -H Accept:application/n-triples", "<urn:s> <urn:p> \"o\"@en .\n"},
	} {
		args := append([]string{"-sS", "-g"}, strings.Fields(strings.ReplaceAll(step.args, "URL", server.URL))...)
		out, err := exec.Command(curl, args...).CombinedOutput()
		if err != nil || string(out) != step.want {
			t.Errorf("curl %s: %v, %q, want %q", step.args, err, out, step.want)
		}
	}
}

// TestFetchSparqlEndpoint has npm's fetch-sparql-endpoint, the client inside
// Comunica, read each kind of answer and change the store.
func TestFetchSparqlEndpoint(t *testing.T) {
	node := needs(t, "node")
	if _, err := os.Stat(filepath.Join(clientFolder, "node_modules", "fetch-sparql-endpoint")); err != nil {
		t.Skip("the server is not asked with fetch-sparql-endpoint, which is not installed: make clients")
	}
	server := httptest.NewServer(newServer(t, emptyStore(t), quiet()))
	defer server.Close()
	script, err := filepath.Abs("testdata/client.mjs")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(script)
	if err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	c := exec.Command(node, "--input-type=module", "-", server.URL+"/sparql")
	c.Dir, c.Stdin, c.Stdout, c.Stderr = clientFolder, bytes.NewReader(text), &stdout, &stderr
	if err := c.Run(); err != nil {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	want, err := os.ReadFile("testdata/client.txt")
	if err != nil {
		t.Fatal(err)
	}
	if stdout.String() != string(want) {
		t.Errorf("%s\nwant\n%s", stdout.String(), want)
	}
}
