//go:build !linux

package pebblestore

import "testing"

func onThread(b *testing.B) func() { return func() {} }
