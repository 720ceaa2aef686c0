import type { BetterAuthPlugin } from "better-auth";
import { createAuthEndpoint } from "better-auth/api";

/** Adds `api.pendingSignIn`: who has shown the right password and still owes the second factor, or null. */
export const pendingSignIn = () =>
  ({
    id: "pending-sign-in",
    endpoints: {
      pendingSignIn: createAuthEndpoint.serverOnly({ method: "POST", requireHeaders: true }, async (ctx) => {
        const { createAuthCookie, internalAdapter, secret } = ctx.context;
        const pending = await ctx.getSignedCookie(createAuthCookie("two_factor").name, secret);
        const verification = pending && (await internalAdapter.findVerificationValue(pending));
        if (!verification || verification.expiresAt < new Date()) return null;
        const user = await internalAdapter.findUserById(verification.value);
        return user && { id: user.id, email: user.email };
      }),
    },
  }) satisfies BetterAuthPlugin;
