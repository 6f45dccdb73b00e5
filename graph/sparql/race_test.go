//go:build race

package sparql_test

// slowdown is how much longer everything takes under the race detector: 5 to 15
// times, by its documentation and as measured here. Least is taken of it.
const slowdown = 5
