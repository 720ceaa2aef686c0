import { z } from "zod";

/**
 * How a request shows who sends it, as people and programs write and read it: the one union of docs/edge.md. A secret
 * may be omitted where one is stored, and stays; read, a secret `x` is `xSet`.
 */

const notEmpty = { message: "is empty" };

export const basicSchema = z.strictObject({
  type: z.literal("basic"),
  username: z.string().max(255).min(1, notEmpty),
  password: z.string().max(1_024).optional(),
});

export const bearerSchema = z.strictObject({
  type: z.literal("bearer"),
  token: z.string().max(8_000).optional(),
});

export const API_KEY_PLACES = ["header", "query"] as const;

export const apiKeySchema = z.strictObject({
  type: z.literal("api_key"),
  in: z.enum(API_KEY_PLACES, { error: () => 'can only be "header" or "query"' }),
  name: z.string().min(1, notEmpty).max(200),
  value: z.string().max(8_000).optional(),
});

export const CLIENT_AUTHENTICATIONS = ["basic", "body"] as const;

/** OAuth 2.0 client credentials (RFC 6749, 4.4); of connectors alone. */
export const oauth2Schema = z.strictObject({
  type: z.literal("oauth2"),
  tokenUrl: z.string().trim().min(1, notEmpty).max(2_048),
  clientId: z.string().min(1, notEmpty).max(500),
  clientSecret: z.string().max(8_000).optional(),
  scope: z.string().trim().max(1_000).default(""),
  audience: z.string().trim().max(2_048).default(""),
  clientAuthentication: z
    .enum(CLIENT_AUTHENTICATIONS, { error: () => 'can only be "basic" or "body"' })
    .default("basic"),
});

/** Certificate and key in PEM, entered together; the passphrase opens the key once and is not kept. */
export const clientCertificateSchema = z.strictObject({
  type: z.literal("client_certificate"),
  certificate: z.string().max(50_000).optional(),
  privateKey: z.string().max(20_000).optional(),
  passphrase: z.string().max(1_024).optional(),
});

/** Of a webhook: its own, or a connector's. */
export const authenticationSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("none") }),
  basicSchema,
  z.strictObject({ type: z.literal("raw"), value: z.string().max(8_192).optional() }),
  z.strictObject({
    type: z.literal("headers"),
    headers: z
      .array(z.strictObject({ name: z.string().min(1, notEmpty), value: z.string().optional() }))
      .min(1, notEmpty)
      .max(50),
  }),
  bearerSchema,
  apiKeySchema,
  z.strictObject({
    type: z.literal("connector"),
    connectorId: z.uuid({ error: "is not the id of a connector" }).toLowerCase(),
  }),
]);

export const basicViewSchema = z.strictObject({
  type: z.literal("basic"),
  username: z.string(),
  passwordSet: z.boolean(),
});

export const bearerViewSchema = z.strictObject({ type: z.literal("bearer"), tokenSet: z.boolean() });

export const apiKeyViewSchema = z.strictObject({
  type: z.literal("api_key"),
  in: z.enum(API_KEY_PLACES),
  name: z.string(),
  valueSet: z.boolean(),
});

export const oauth2ViewSchema = z.strictObject({
  type: z.literal("oauth2"),
  tokenUrl: z.string(),
  clientId: z.string(),
  clientSecretSet: z.boolean(),
  scope: z.string(),
  audience: z.string(),
  clientAuthentication: z.enum(CLIENT_AUTHENTICATIONS),
});

/** How much time a certificate has left, as of the moment it is read. */
export const CERTIFICATE_STATES = ["valid", "expires_soon", "expired"] as const;

export const clientCertificateViewSchema = z.strictObject({
  type: z.literal("client_certificate"),
  subject: z.string(),
  issuer: z.string(),
  validFrom: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  state: z.enum(CERTIFICATE_STATES),
  /** SHA-256. */
  fingerprint: z.string(),
  certificateSet: z.boolean(),
  privateKeySet: z.boolean(),
});

export const authenticationViewSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("none") }),
  basicViewSchema,
  z.strictObject({ type: z.literal("raw"), valueSet: z.boolean() }),
  z.strictObject({
    type: z.literal("headers"),
    headers: z.array(z.strictObject({ name: z.string(), valueSet: z.boolean() })),
  }),
  bearerViewSchema,
  apiKeyViewSchema,
  z.strictObject({ type: z.literal("connector"), connectorId: z.uuid() }),
]);

/** The secrets of each type: the key under which they are written, and what people call them. */
const SECRETS = {
  basic: [{ key: "password", what: "the password" }],
  raw: [{ key: "value", what: "the value of the Authorization header" }],
  bearer: [{ key: "token", what: "the token" }],
  api_key: [{ key: "value", what: "the key" }],
  oauth2: [{ key: "clientSecret", what: "the client secret" }],
  client_certificate: [
    { key: "certificate", what: "the certificate, in PEM" },
    { key: "privateKey", what: "the certificate's private key, in PEM" },
  ],
} as const;

/** None for a type that has none, or that has them in a list of its own. */
export const secretsOf = (type: string): readonly { key: string; what: string }[] =>
  Object.hasOwn(SECRETS, type) ? SECRETS[type as keyof typeof SECRETS] : [];
