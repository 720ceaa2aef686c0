# Asks a sample about each request on a line of its standard input (requests.fixture.ts says how it is written).
sample, kind = ARGV
require File.expand_path(sample)

NAMES = %w[webhook-id webhook-timestamp webhook-signature x-di-signature].freeze

$stdin.each_line(chomp: true) do |line|
  keys, body, *values = line.split(",", -1)
  texts = keys.split(";").map { |key| key.unpack1("m").force_encoding("UTF-8") }
  headers = NAMES.zip(values).reject { |_, value| value == "-" }.to_h { |name, value| [name, value.unpack1("m")] }
  puts from_tidings?(kind == "rsa" ? texts : texts.first, headers, body.unpack1("m"))
rescue StandardError => error
  puts "#{error.class}: #{error.message}"
end
