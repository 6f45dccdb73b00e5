package block

// keyed is a value and where it stood.
type keyed struct {
	value uint64
	at    uint32
}

// sort gives the first n values in order, by the bytes in which they differ.
func (e *encoder) sort(n int) []keyed {
	from, to := e.sorted[:n], e.spare[:n]
	var differ uint64
	for i, v := range e.values[:n] {
		differ |= v ^ e.values[0]
		from[i] = keyed{v, uint32(i)}
	}
	for shift := uint(0); shift < 64; shift += 8 {
		if differ>>shift&0xff == 0 {
			continue
		}
		var starts [256]uint32
		for i := range from {
			starts[byte(from[i].value>>shift)]++
		}
		sum := uint32(0)
		for i, n := range starts {
			starts[i], sum = sum, sum+n
		}
		for i := range from {
			b := byte(from[i].value >> shift)
			to[starts[b]] = from[i]
			starts[b]++
		}
		from, to = to, from
	}
	return from
}
