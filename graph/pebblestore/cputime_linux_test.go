package pebblestore

import (
	"runtime"
	"syscall"
	"testing"
)

// onThread keeps a benchmark on one thread and, when it ends, reports the
// processor time of that thread: what a machine that is shared does not change.
func onThread(b *testing.B) func() {
	runtime.LockOSThread()
	var from syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_THREAD, &from)
	return func() {
		var to syscall.Rusage
		_ = syscall.Getrusage(syscall.RUSAGE_THREAD, &to)
		runtime.UnlockOSThread()
		spent := to.Utime.Nano() + to.Stime.Nano() - from.Utime.Nano() - from.Stime.Nano()
		b.ReportMetric(float64(spent)/float64(b.N), "cpu-ns/op")
	}
}
