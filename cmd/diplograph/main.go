// Diplograph turns texts and data about diplomacy into a graph of who visited,
// met, signed and attended what, where and when, and serves that graph.
//
// One file here is one command: its flags and what it prints. How a thing is done
// is said in the packages loader, graph and server.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
