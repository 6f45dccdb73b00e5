package value

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
)

func init() {
	define1("ABS", absolute)
	define1("CEIL", ceiling)
	define1("FLOOR", floor)
	define1("ROUND", round)
	define("RAND", 0, 0, func(e *Env, _ []Value) Value { return OfDouble(e.random().Float64()) }).Volatile = true

	defineHash("MD5", func(s []byte) []byte { h := md5.Sum(s); return h[:] })
	defineHash("SHA1", func(s []byte) []byte { h := sha1.Sum(s); return h[:] })
	defineHash("SHA256", func(s []byte) []byte { h := sha256.Sum256(s); return h[:] })
	defineHash("SHA384", func(s []byte) []byte { h := sha512.Sum384(s); return h[:] })
	defineHash("SHA512", func(s []byte) []byte { h := sha512.Sum512(s); return h[:] })
}

func defineHash(name string, sum func([]byte) []byte) {
	define1(name, func(v Value) Value {
		if v.kind != String {
			return Value{}
		}
		return OfString(hex.EncodeToString(sum([]byte(v.str))))
	})
}
