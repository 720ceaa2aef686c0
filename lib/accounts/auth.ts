import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { nextCookies } from "better-auth/next-js";
import { twoFactor } from "better-auth/plugins/two-factor";
import { authOrm } from "@/db/auth-orm";
import { isSecureContext } from "@/lib/env";
import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";
import { authSecrets } from "./auth-secrets";
import { newBackupCodes } from "./backup-codes";
import { CLIENT_HEADER } from "./client-address";
import { hashPassword, verifyPassword } from "./password-hash";
import { pendingSignIn } from "./pending-sign-in";

const SESSION_SECONDS = 14 * 24 * 3_600;

/** How exactly "last active" is known: not every page view is worth a write. */
const ACTIVE_SECONDS = 15 * 60;

const PENDING_SECONDS = 10 * 60;

function createAuth(tidings: Instance) {
  const { database, env, keyring } = tidings;
  const { users, sessions, credentials, verifications, twoFactors } = database.tables;
  const secure = isSecureContext(env.PUBLIC_URL);
  const attributes = { httpOnly: true, secure, sameSite: "lax", path: "/" } as const;
  return betterAuth({
    appName: "Tidings",
    baseURL: env.PUBLIC_URL,
    ...authSecrets(keyring),
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: drizzleAdapter(authOrm(database), {
      provider: database.dialect === "sqlite" ? "sqlite" : "pg",
      schema: {
        user: users,
        session: sessions,
        credential: credentials,
        verification: verifications,
        twoFactor: twoFactors,
      },
    }),
    // Its "account" is a way to sign in; ours is the customer.
    account: { modelName: "credential" },
    // Nobody signs up: accounts are set up, users invited. The routes of better-auth aren't mounted at all.
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    session: {
      expiresIn: SESSION_SECONDS,
      updateAge: ACTIVE_SECONDS,
      // A session that was revoked must count as such at the next request.
      cookieCache: { enabled: false },
      // Known here, so that it moves along when a session gets a new id.
      additionalFields: { activeAccountId: { type: "number", required: false, input: false } },
    },
    advanced: {
      useSecureCookies: false,
      database: { generateId: () => newId() },
      // Sessions name the whole address; limits, which are ours, count by network.
      ipAddress: { ipAddressHeaders: [CLIENT_HEADER], ipv6Subnet: 128 },
      // Its own switch for secure cookies gives `__Secure-`, which another host of the domain could set.
      cookiePrefix: secure ? "__Host-tidings" : "tidings",
      defaultCookieAttributes: attributes,
      cookies: {
        session_token: { name: secure ? "__Host-tidings_session" : "tidings_session", attributes },
      },
    },
    plugins: [
      twoFactor({
        issuer: "Tidings",
        twoFactorCookieMaxAge: PENDING_SECONDS,
        backupCodeOptions: { storeBackupCodes: "encrypted", customBackupCodesGenerate: newBackupCodes },
        // Tries are counted by sign-in-limits.ts, which an attacker can't use to lock the owner out.
        accountLockout: { enabled: false },
      }),
      pendingSignIn(),
      nextCookies(),
    ],
  });
}

type Auth = ReturnType<typeof createAuth>;

const made = new WeakMap<Instance, Auth>();

/** better-auth over our tables, made once for an instance. */
export function authOf(tidings: Instance): Auth {
  let auth = made.get(tidings);
  if (!auth) {
    auth = createAuth(tidings);
    made.set(tidings, auth);
  }
  return auth;
}
