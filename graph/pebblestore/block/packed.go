package block

import (
	"encoding/binary"
	"math/bits"

	"diplograph/graph/index"
)

// packed is a sequence of numbers of one width, the lowest bits first. Behind it
// stand at least slack bytes more, so that any number is read with one load.
type packed struct {
	b     []byte
	width uint // 0..maxWidth, or 64
	mask  uint64
}

const (
	slack    = 8
	maxWidth = 57 // the widest that a load of 64 bits holds wherever in a byte it begins
)

// widthOf gives the width in which v is packed.
func widthOf(v uint64) uint {
	if n := uint(bits.Len64(v)); n <= maxWidth {
		return n
	}
	return 64
}

// bytesOf gives how many bytes n numbers take.
func bytesOf(n int, width uint) int { return int((uint(n)*width + 7) / 8) }

// parse reads n numbers at the start of b, and gives what follows them, or nil
// if that would be less than the slack.
func (p *packed) parse(b []byte, n int, width uint) []byte {
	end := bytesOf(n, width)
	if len(b) < end+slack {
		return nil
	}
	*p = packed{b: b[:end+slack], width: width, mask: 1<<width - 1}
	return b[end:]
}

func (p *packed) at(i int) uint64 {
	bit := uint(i) * p.width
	return binary.LittleEndian.Uint64(p.b[bit>>3:]) >> (bit & 7) & p.mask
}

// decode puts the numbers from the i-th on into dst, each plus base.
func (p *packed) decode(i int, base uint64, dst []index.ID) {
	width, mask, b := p.width, p.mask, p.b
	bit := uint(i) * width
	for ; len(dst) >= 4; dst = dst[4:] {
		v0 := binary.LittleEndian.Uint64(b[bit>>3:]) >> (bit & 7)
		bit += width
		v1 := binary.LittleEndian.Uint64(b[bit>>3:]) >> (bit & 7)
		bit += width
		v2 := binary.LittleEndian.Uint64(b[bit>>3:]) >> (bit & 7)
		bit += width
		v3 := binary.LittleEndian.Uint64(b[bit>>3:]) >> (bit & 7)
		bit += width
		dst[0] = index.ID(base + v0&mask)
		dst[1] = index.ID(base + v1&mask)
		dst[2] = index.ID(base + v2&mask)
		dst[3] = index.ID(base + v3&mask)
	}
	for j := range dst {
		dst[j] = index.ID(base + binary.LittleEndian.Uint64(b[bit>>3:])>>(bit&7)&mask)
		bit += width
	}
}

// appendPacked appends numbers that fit in width.
func appendPacked(dst []byte, numbers []uint64, width uint) []byte {
	if width == 64 {
		for _, v := range numbers {
			dst = binary.LittleEndian.AppendUint64(dst, v)
		}
		return dst
	}
	end := len(dst) + bytesOf(len(numbers), width)
	var word uint64
	var used uint
	for _, v := range numbers {
		word |= v << used
		used += width
		if used >= 64 {
			dst = binary.LittleEndian.AppendUint64(dst, word)
			used -= 64
			word = v >> (width - used)
		}
	}
	for ; len(dst) < end; word >>= 8 {
		dst = append(dst, byte(word))
	}
	return dst
}
