package storetest

import "testing"

func TestMemory(t *testing.T) {
	Run(t, Backend{URL: func(*testing.T) string { return "memory:" }})
}

func TestFolder(t *testing.T) {
	Run(t, Backend{URL: func(t *testing.T) string { return t.TempDir() }, Reopens: true})
}

// cayleysFaults are what the adapter over Cayley's key-value stores cannot make
// good.
var cayleysFaults = map[string]string{
	"SnapshotStays": "Cayley's stores have no snapshots: a change waits until nobody reads",
}

func TestCayleyLevelDB(t *testing.T) {
	Run(t, Backend{URL: func(t *testing.T) string { return "leveldb:" + t.TempDir() }, Reopens: true, Slow: true, Fails: cayleysFaults})
}

func TestCayleyBolt(t *testing.T) {
	if testing.Short() {
		t.Skip("Cayley over bbolt is not tested: -short leaves that to LevelDB")
	}
	Run(t, Backend{URL: func(t *testing.T) string { return "bolt:" + t.TempDir() }, Reopens: true, Slow: true, Fails: cayleysFaults})
}
