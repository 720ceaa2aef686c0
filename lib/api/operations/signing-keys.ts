import { signingKeysSchema } from "@/lib/webhooks/signing-key-kinds";
import { inAccount, type Operation } from "../operation";
import { WEBHOOK } from "./schemas";

const keys = signingKeysSchema.meta({ id: "SigningKeys" });
const example = {
  keys: [{ kind: "hmac", secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", expiresAt: null }],
};

export const listSigningKeys: Operation = {
  id: "listSigningKeys",
  section: "Signing keys",
  method: "GET",
  path: inAccount("/webhooks/{id}/signing-keys"),
  summary: "Get what receivers verify with",
  description: "The kinds in use; a rotated key until it expires. Each call is noted in the audit log.",
  scope: "secrets:read",
  params: WEBHOOK,
  leavesEntry: true,
  answers: { 200: { description: "The keys.", schema: keys, example } },
  problems: ["conflict"],
};

export const rotateSigningKey: Operation = {
  id: "rotateSigningKey",
  section: "Signing keys",
  method: "POST",
  path: inAccount("/webhooks/{id}/signing-keys/rotate"),
  summary: "Rotate the signing keys",
  description: "For 24 hours both the old and the new key sign.",
  scope: "webhooks:write",
  params: WEBHOOK,
  answers: { 200: { description: "The keys, the new ones first.", schema: keys, example } },
  problems: ["conflict", "changed_meanwhile"],
  secretAnswer: true,
};
