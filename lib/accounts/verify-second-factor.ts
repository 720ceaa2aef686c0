import { APIError } from "better-auth/api";
import { type ActionResult, runPublicAction } from "@/lib/action";
import { invalid, isProblem, Problem } from "@/lib/errors";
import type { Instance } from "@/lib/instance";
import { authOf } from "./auth";
import { readCode } from "./backup-codes";
import { type Client, currentClient, rememberDevice } from "./client";
import { knownDevice } from "./known-device";
import { recordFailedSignIn, recordSignIn } from "./record-sign-in";
import { secondFactorSchema } from "./sign-in-schema";

/** The second half of signing in: a code of the app, or a backup code. Starts the session and sets its cookie. */
export async function verifySecondFactor(input: unknown): Promise<ActionResult<null>> {
  return runPublicAction(async (tidings) => {
    const client = await currentClient(tidings);
    const { email } = await checkCode(tidings, client, input);
    await rememberDevice(tidings, client, email);
    return null;
  });
}

/**
 * At most five codes for one pending sign-in (better-auth counts them), and as many for one person as passwords.
 * @throws Problem 400 a wrong code, 401 when the password has to be typed again, 429
 */
export async function checkCode(
  tidings: Instance,
  client: Client,
  input: unknown,
): Promise<{ id: string; email: string }> {
  const parsed = secondFactorSchema.safeParse(input);
  if (!parsed.success) throw wrongCode();
  const { kind, code } = readCode(parsed.data.code);
  const headers = withoutSession(client.headers);
  const { api } = authOf(tidings);
  const person = await api.pendingSignIn({ headers });
  if (!person) throw expired();

  const device = knownDevice(tidings, person.email, client.deviceCookie);
  const attempt = await tidings.signInLimits.begin({
    ...{ kind: "code", email: person.email, device, address: client.address },
  });
  const body = { code, trustDevice: parsed.data.trustDevice };
  try {
    if (kind === "app") {
      if (!(await tidings.signInLimits.isFirstUse(person.id, code))) throw wrongCode();
      await api.verifyTOTP({ body, headers });
    } else {
      await api.verifyBackupCode({ body, headers });
    }
  } catch (error) {
    if (error instanceof APIError && hasEnded(error)) throw expired();
    if (!isProblem(error) && !(error instanceof APIError && isWrong(error))) throw error;
    await recordFailedSignIn(tidings, person, { address: client.address, reason: "wrong_code" });
    throw wrongCode();
  }
  await attempt.succeeded();
  await recordSignIn(tidings, person, { address: client.address, secondFactor: kind });
  return person;
}

/** Codes are judged for the pending sign-in, never for whoever else is signed in in this browser. */
function withoutSession(given: Headers): Headers {
  const headers = new Headers(given);
  const cookies = (given.get("cookie") ?? "").split(/;\s*/);
  headers.set("cookie", cookies.filter((cookie) => !/^(__Host-)?tidings_session=/.test(cookie)).join("; "));
  return headers;
}

const ENDED = ["INVALID_TWO_FACTOR_COOKIE", "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE"];
const hasEnded = (error: APIError) => ENDED.includes(String(error.body?.code));
const isWrong = (error: APIError) =>
  ["INVALID_CODE", "INVALID_BACKUP_CODE"].includes(String(error.body?.code)) ||
  // Two used the same backup code at the same moment.
  error.status === "CONFLICT";

const expired = () =>
  new Problem("sign_in_expired", "This sign-in has ended. Enter your e-mail address and password again.");

const wrongCode = () =>
  invalid([
    {
      path: "code",
      message: "The code is wrong or was used already.",
      remedy: "Enter the code that the app shows now, or a backup code that you have not used yet.",
    },
  ]);
