require "openssl"

# Ruby 3.1 or newer. public_key: "whpk_…" from this page. headers: request.headers of Rails.
# body: request.raw_post, the raw bytes, before any JSON parsing.
def from_tidings?(public_key, headers, body)
  id, timestamp, signatures =
    %w[webhook-id webhook-timestamp webhook-signature].map { |name| headers[name].to_s.b }
  age = Time.now.to_i - timestamp.to_i
  return false if age.abs > 300 # too old: somebody may be repeating it

  # With what makes the 32 bytes a public key in DER.
  key = OpenSSL::PKey.read(public_key.sub("whpk_", "MCowBQYDK2VwAyEA").unpack1("m"))
  signed = "#{id}.#{timestamp}.".b + body.b

  # Several signatures, separated by spaces, while a key is being rotated.
  signatures.split(" ").any? do |signature|
    version, value = signature.split(",")
    version == "v1a" && key.verify(nil, value.to_s.unpack1("m"), signed)
  rescue OpenSSL::PKey::PKeyError
    false
  end
end
