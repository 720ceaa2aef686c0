import { invalid } from "@/lib/errors";
import { COMMON_PASSWORDS } from "./common-passwords";

/**
 * Refuses what is guessed first: the e-mail address or its name, one character over and over, and the most common
 * passwords. Which characters it has is nobody's business (OWASP 6.2.5).
 * @param path the field that the problem is shown at
 * @throws Problem 400
 */
export function requireGoodPassword(password: string, email: string, path = "password"): void {
  const plain = password.toLowerCase();
  const name = email.toLowerCase().split("@")[0] ?? "";
  const because =
    plain === email.toLowerCase() || plain === name
      ? "is your e-mail address"
      : /^(.)\1*$/su.test(plain)
        ? "is one character over and over"
        : COMMON_PASSWORDS.has(plain)
          ? "is one of the most common passwords"
          : undefined;
  if (!because) return;
  throw invalid([{ path, message: because, remedy: "Choose another one, such as four words of your own." }]);
}
