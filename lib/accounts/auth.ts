import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { nextCookies } from "better-auth/next-js";
import { authOrm } from "@/db/auth-orm";
import { isSecureContext } from "@/lib/env";
import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";

const SESSION_SECONDS = 14 * 24 * 3_600;

function createAuth(tidings: Instance) {
  const { database, env, keyring } = tidings;
  const { users, sessions, credentials, verifications } = database.tables;
  const secure = isSecureContext(env.PUBLIC_URL);
  return betterAuth({
    baseURL: env.PUBLIC_URL,
    secret: keyring.derive("better-auth"),
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: drizzleAdapter(authOrm(database), {
      provider: database.dialect === "sqlite" ? "sqlite" : "pg",
      schema: { user: users, session: sessions, credential: credentials, verification: verifications },
    }),
    // Its "account" is a way to sign in; ours is the customer.
    account: { modelName: "credential" },
    // Nobody signs up: accounts are set up, users invited. The routes of better-auth aren't mounted at all.
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
    session: {
      expiresIn: SESSION_SECONDS,
      updateAge: 24 * 3_600,
      // A session that was revoked must count as such at the next request.
      cookieCache: { enabled: false },
    },
    advanced: {
      useSecureCookies: false,
      database: { generateId: () => newId() },
      cookies: {
        session_token: {
          name: secure ? "__Host-tidings_session" : "tidings_session",
          attributes: { httpOnly: true, secure, sameSite: "lax", path: "/" },
        },
      },
    },
    plugins: [nextCookies()],
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
