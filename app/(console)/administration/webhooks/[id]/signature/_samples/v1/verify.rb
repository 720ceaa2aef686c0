require "openssl"

# secret: "whsec_…" from this page. headers: request.headers of Rails.
# body: request.raw_post, the raw bytes, before any JSON parsing.
def from_tidings?(secret, headers, body)
  id, timestamp, signatures =
    %w[webhook-id webhook-timestamp webhook-signature].map { |name| headers[name].to_s.b }
  age = Time.now.to_i - timestamp.to_i
  return false if age.abs > 300 # too old: somebody may be repeating it

  hmac = OpenSSL::HMAC.new(secret.delete_prefix("whsec_").unpack1("m"), "SHA256")
  hmac << "#{id}.#{timestamp}." << body
  expected = "v1,#{[hmac.digest].pack("m0")}"

  # Several signatures, separated by spaces, while a secret is being rotated.
  signatures.split(" ").any? { |signature| OpenSSL.secure_compare(signature, expected) }
end
