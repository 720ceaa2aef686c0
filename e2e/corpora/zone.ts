/** An address that anybody may be sent to. */
export const PUBLIC = "93.184.216.34";

/** What the corpora say the names resolve to, look-up by look-up; the last one repeats. */
export const ZONE: Record<string, string[][]> = {
  "localtest.me": [["127.0.0.1"]],
  "lvh.me": [["127.0.0.1"]],
  "169-254-169-254.sslip.io": [["169.254.169.254"]],
  "mapped.attacker.corpus.example.com": [["::ffff:10.0.0.5"]],
  "nat64.attacker.corpus.example.com": [["64:ff9b::a9fe:a9fe"]],
  "ula.attacker.corpus.example.com": [["fd00:ec2::254"]],
  "zero.attacker.corpus.example.com": [["0.0.0.0"]],
  "mixed.attacker.corpus.example.com": [[PUBLIC, "169.254.169.254"]],
  "cname.attacker.corpus.example.com": [["169.254.169.254"]],
  "rebind.attacker.corpus.example.com": [[PUBLIC], ["127.0.0.1"]],
  "many.attacker.corpus.example.com": [Array.from({ length: 300 }, (_, n) => `93.184.${n >> 8}.${n & 255}`)],
  "self.attacker.corpus.example.com": [["198.41.0.4"]],
  "dual.corpus.example.com": [["2606:2800:220:1:248:1893:25c8:1946", PUBLIC]],
  "v6only.corpus.example.com": [["2606:4700:4700::1111"]],
  "ten.corpus.example.com": [Array.from({ length: 10 }, (_, n) => `93.184.216.${n + 1}`)],
  "nxdomain.corpus.example.com": [[]],
};
