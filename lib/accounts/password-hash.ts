import { hashPassword, verifyPassword as verify } from "better-auth/crypto";

export { hashPassword };

/** The right shape, and the hash of nothing. */
const NOBODYS = `${"00".repeat(16)}:${"00".repeat(64)}`;

/** Where there is no hash it does the same work, and says no: nobody can hear from the time who exists (G5). */
export async function verifyPassword(hash: string | null | undefined, password: string): Promise<boolean> {
  const right = await verify({ hash: hash ?? NOBODYS, password });
  return right && hash != null;
}
