import { APIError } from "better-auth/api";
import { eq } from "drizzle-orm";
import { invalid, Problem } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import type { Instance } from "@/lib/instance";
import { authOf } from "./auth";
import { readCode } from "./backup-codes";
import type { Caller } from "./caller";
import type { Client } from "./client";
import { confirmPassword } from "./confirm-password";
import { confirmationSchema, firstCodeSchema } from "./profile-schema";
import { recordForPerson } from "./record-for-person";
import { removeSecondFactor } from "./set-password";

export interface Enrolment {
  /** `otpauth://…`, what the QR code says. */
  uri: string;
  /** The same secret, to type it by hand. */
  secret: string;
  /** Shown once the first code has proved that the app works. */
  backupCodes: string[];
}

/** Makes a secret for the app. Nothing is asked for when signing in until a first code confirms it. */
export async function beginSecondFactor(caller: Caller, client: Client, input: unknown): Promise<Enrolment> {
  if (await isOn(caller.tidings, caller.actor.id as string)) throw alreadyOn();
  const password = await confirmed(caller, input);
  try {
    const answer = await authOf(caller.tidings).api.enableTwoFactor({
      body: { password, method: "totp" },
      headers: client.headers,
    });
    if (answer.method !== "totp") throw new Error("better-auth made no secret.");
    const secret = new URL(answer.totpURI).searchParams.get("secret") ?? "";
    return { uri: answer.totpURI, secret, backupCodes: answer.backupCodes };
  } catch (error) {
    if (codeOf(error) !== "TOTP_ALREADY_ENABLED") throw error;
    throw alreadyOn();
  }
}

/** From now on signing in asks for a code. The session gets a new id. @throws Problem 400, 429 */
export async function confirmSecondFactor(caller: Caller, client: Client, input: unknown): Promise<void> {
  const parsed = firstCodeSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { tidings, actor } = caller;
  const userId = actor.id as string;
  if (await isOn(tidings, userId)) throw alreadyOn();
  const attempt = await tidings.signInLimits.beginOwn(userId);
  const { code } = readCode(parsed.data.code);
  try {
    await authOf(tidings).api.verifyTOTP({ body: { code }, headers: client.headers });
  } catch (error) {
    if (codeOf(error) === "TOTP_NOT_ENABLED") {
      throw new Problem("conflict", "The second factor was switched off meanwhile. Begin again.");
    }
    if (codeOf(error) !== "INVALID_CODE") throw error;
    throw invalid([
      {
        path: "code",
        message: "The code is wrong.",
        remedy: "Enter the six digits that the app shows now. Its clock must be right.",
      },
    ]);
  }
  await attempt.succeeded();
  await record(caller, "user.second_factor_enabled");
}

/** Signing in asks for the password alone again, and no device is trusted any more. @throws Problem 400, 429 */
export async function disableSecondFactor(caller: Caller, input: unknown): Promise<void> {
  await confirmed(caller, input);
  const { tidings, actor } = caller;
  const { database } = tidings;
  const userId = actor.id as string;
  await database.atomically(function* (tx) {
    yield* removeSecondFactor(database, tx, userId);
    yield* recordForPerson(database, tx, {
      ...{ userId, actor, at: tidings.now() },
      action: "user.second_factor_disabled",
    });
  });
}

/** Ten new backup codes; the old ones are void. @throws Problem 400, 409, 429 */
export async function renewBackupCodes(
  caller: Caller,
  client: Client,
  input: unknown,
): Promise<{ backupCodes: string[] }> {
  const password = await confirmed(caller, input);
  try {
    const { backupCodes } = await authOf(caller.tidings).api.generateBackupCodes({
      body: { password },
      headers: client.headers,
    });
    await record(caller, "user.backup_codes_renewed");
    return { backupCodes };
  } catch (error) {
    if (codeOf(error) !== "TWO_FACTOR_NOT_ENABLED") throw error;
    throw new Problem("conflict", "The second factor is off. Reload the page.");
  }
}

/** How many backup codes a person has left; null while the second factor is off. */
export async function secondFactorOf(tidings: Instance, userId: string): Promise<number | null> {
  if (!(await isOn(tidings, userId))) return null;
  const { backupCodes } = await authOf(tidings).api.viewBackupCodes({ body: { userId } });
  return backupCodes.length;
}

async function isOn({ database }: Instance, userId: string): Promise<boolean> {
  const { users } = database.tables;
  const [user] = await database.orm
    .select({ isOn: users.twoFactorEnabled })
    .from(users)
    .where(eq(users.id, userId));
  return user?.isOn === true;
}

async function confirmed(caller: Caller, input: unknown): Promise<string> {
  const parsed = confirmationSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  await confirmPassword(caller, parsed.data.password);
  return parsed.data.password;
}

/** better-auth writes in transactions of its own, so the entry follows a moment later. */
async function record({ tidings, actor }: Caller, action: string) {
  const { database } = tidings;
  const userId = actor.id as string;
  await database.atomically(function* (tx) {
    yield* recordForPerson(database, tx, { userId, actor, at: tidings.now(), action });
  });
}

const alreadyOn = () => new Problem("conflict", "The second factor is on already. Reload the page.");

const codeOf = (error: unknown) => (error instanceof APIError ? String(error.body?.code) : undefined);
