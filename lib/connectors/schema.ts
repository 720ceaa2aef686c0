import { z } from "zod";
import {
  apiKeySchema,
  apiKeyViewSchema,
  basicSchema,
  basicViewSchema,
  bearerSchema,
  bearerViewSchema,
  clientCertificateSchema,
  clientCertificateViewSchema,
  oauth2Schema,
  oauth2ViewSchema,
} from "@/lib/authentication/schema";
import { labelSchema } from "@/lib/label-schema";

/** A connector as people write and read it: one schema for the server actions and the forms. */

/** How many an account may have. */
export const MAX_CONNECTORS = 100;

/** What can be saved under a name, in the order in which it is offered (S4.20). */
export const CONNECTOR_TYPES = ["basic", "bearer", "api_key", "oauth2", "client_certificate"] as const;
export type ConnectorType = (typeof CONNECTOR_TYPES)[number];

export const credentialSchema = z.discriminatedUnion("type", [
  basicSchema,
  bearerSchema,
  apiKeySchema,
  oauth2Schema,
  clientCertificateSchema,
]);

/** The whole of it; a secret that is stored may be left out. */
export const connectorSchema = z.strictObject({ name: labelSchema, authentication: credentialSchema });

/** The top-level keys alone; the values are judged once, after the present ones were merged in. */
export const connectorChangeSchema = z.strictObject({
  name: z.unknown().optional(),
  authentication: z.unknown().optional(),
});

/** New values of the secrets alone, by their key: `{"password": "…"}`. */
export const newSecretSchema = z.record(z.string(), z.string());

const iso = z.iso.datetime();

/** Parsed on the way out, so that nothing secret can leak. */
export const connectorViewSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  authentication: z.discriminatedUnion("type", [
    basicViewSchema,
    bearerViewSchema,
    apiKeyViewSchema,
    oauth2ViewSchema,
    clientCertificateViewSchema,
  ]),
  /** The webhooks that use it, by label. */
  usedBy: z.array(z.strictObject({ id: z.uuid(), label: z.string() })),
  revision: z.int(),
  createdAt: iso,
  createdBy: z.string(),
  updatedAt: iso,
  /** When its secret was last entered. */
  secretAt: iso,
});

export const connectorListSchema = z.strictObject({ connectors: z.array(connectorViewSchema) });

export type ConnectorInput = z.input<typeof connectorSchema>;
export type ConnectorView = z.infer<typeof connectorViewSchema>;
export type ConnectorList = z.infer<typeof connectorListSchema>;
