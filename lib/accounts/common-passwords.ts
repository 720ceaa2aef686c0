/**
 * The most common passwords of at least ten characters, from lists of leaked ones: what who guesses tries first. Short
 * on purpose; length and the limits on guessing do the rest.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `1234567890 0123456789 0987654321 9876543210 12345678910 123456789a a123456789 1234567891 1111111111 0000000000
  1q2w3e4r5t 1qaz2wsx3edc 1qazxsw23edc q1w2e3r4t5 q1w2e3r4t5y6 1q2w3e4r5t6y qwertyuiop qwertyuiop123 qwerty1234
  qwerty12345 qwerty123456 qwer123456 qwert12345 asdfghjkl; asdfghjkl1 asdfghjkl123 zxcvbnm123 1234qwerasdf abcd123456
  abc123456789 abcdefghij abcdefghijk abcdefg123 password12 password123 password1234 password12345 password123456
  password01 password11 passw0rd123 p@ssw0rd123 p@ssword123 p@ssw0rd12 passwordpassword mypassword letmein123
  letmein1234 welcome123 welcome1234 welcome2024 welcome2025 welcome2026 iloveyou12 iloveyou123 iloveyou1234
  iloveyou2 iloveyousomuch administrator admin12345 admin123456 administrator1 changeme123 changeme1234 superman123
  princess123 football123 baseball123 basketball starwars123 michael123 sunshine123 summer2024 summer2025 summer2026
  winter2024 winter2025 winter2026 trustno1trustno1 monkey12345 dragon12345 shadow12345 manchester liverpool123
  chocolate1 chocolate123 blink182blink182 11223344556677 1122334455 112233445566 1212121212 123123123123 1231231230
  123321123321 1357924680 147258369147 1472583690 147258369a 3141592653 5555555555 6666666666 7777777777 8888888888
  9999999999 987654321a 123456789q 123456789z 123456789abc 123456qwerty correcthorsebatterystaple tidingstidings
  tidings123 tidings1234`.split(/\s+/),
);
