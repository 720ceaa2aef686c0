import { hash, randomBytes } from "node:crypto";

/** `tdg_` and 256 random bits: the prefix lets secret scanners recognise a leaked key. */
export const newApiKey = () => `tdg_${randomBytes(32).toString("base64url")}`;

/** Only this is stored. A plain hash is enough for 256 random bits, and looking it up leaks no timing. */
export const hashApiKey = (key: string) => hash("sha256", key);
