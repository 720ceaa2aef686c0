package tidings

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"net/http"
)

// IsFromTidings checks a request. publicKeys: every PEM of this page, two while a key is being rotated.
// header: r.Header. body: the raw bytes, before any JSON parsing.
func IsFromTidings(publicKeys []string, header http.Header, body []byte) bool {
	signature, err := base64.StdEncoding.DecodeString(header.Get("x-di-signature"))
	if err != nil {
		return false
	}
	digest := sha256.Sum256(body)
	for _, text := range publicKeys {
		block, _ := pem.Decode([]byte(text))
		if block == nil {
			continue
		}
		parsed, _ := x509.ParsePKIXPublicKey(block.Bytes)
		key, ok := parsed.(*rsa.PublicKey)
		if ok && rsa.VerifyPKCS1v15(key, crypto.SHA256, digest[:], signature) == nil {
			return true
		}
	}
	return false
}
