import { createHash, randomBytes } from "node:crypto";

/** 256 random bits, for the link alone. */
export const newInvitationToken = () => randomBytes(32).toString("base64url");

/** What is kept of it. Nothing slower is needed for what can't be guessed. */
export const hashInvitationToken = (token: string) => createHash("sha256").update(token).digest("hex");
