package tidings

import (
	"crypto/ed25519"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// IsFromTidings checks a request. publicKey: "whpk_…" from this page. header: r.Header.
// body: the raw bytes, before any JSON parsing.
func IsFromTidings(publicKey string, header http.Header, body []byte) bool {
	id, timestamp := header.Get("webhook-id"), header.Get("webhook-timestamp")
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	age := time.Now().Unix() - seconds
	if err != nil || age < -300 || age > 300 {
		return false // too old: somebody may be repeating it
	}

	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(publicKey, "whpk_"))
	if err != nil || len(key) != ed25519.PublicKeySize {
		return false
	}
	signed := append([]byte(id+"."+timestamp+"."), body...)

	// Several signatures, separated by spaces, while a key is being rotated.
	for _, each := range strings.Split(header.Get("webhook-signature"), " ") {
		version, value, _ := strings.Cut(each, ",")
		signature, err := base64.StdEncoding.DecodeString(value)
		if version == "v1a" && err == nil && ed25519.Verify(key, signed, signature) {
			return true
		}
	}
	return false
}
