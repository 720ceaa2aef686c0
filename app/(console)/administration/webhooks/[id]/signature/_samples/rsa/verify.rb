require "openssl"

# public_keys: every PEM of this page, two while a key is being rotated.
# headers: request.headers of Rails. body: request.raw_post, the raw bytes, before any JSON parsing.
def from_tidings?(public_keys, headers, body)
  signature = headers["x-di-signature"].to_s.unpack1("m")
  public_keys.any? do |pem|
    OpenSSL::PKey.read(pem).verify("SHA256", signature, body)
  rescue OpenSSL::PKey::PKeyError
    false
  end
end
