package storetest

import "testing"

func TestMemory(t *testing.T) {
	Run(t, Backend{URL: func(*testing.T) string { return "memory:" }})
}

func TestFolder(t *testing.T) {
	Run(t, Backend{URL: func(t *testing.T) string { return t.TempDir() }, Reopens: true})
}
