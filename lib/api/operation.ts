import type { z } from "zod";
import type { ProblemName } from "@/lib/errors";
import type { Role, Scope } from "@/lib/vocabulary";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** The chapters of the reference, in their order. */
export const SECTIONS = {
  Webhooks: "What is sent where: create, change, try out, activate and delete webhooks.",
  Runs: "The record of each attempt: what was sent and what came back.",
  Deliveries: "What became of an event that is owed to a webhook.",
  Events: "What was accepted, and who is owed it.",
  Replays: "Owe again what failed or was missed, in the background.",
  "Signing keys": "What receivers verify requests with.",
  "Event types": "The catalogue of what can be sent.",
  Workflows: "What contacts go through, step by step, and each contact's passage.",
  Messages: "The mails that workflows send, and templates to begin them with.",
  "Data centers": "Master data that refinements and payloads name, for the platform that owns it.",
  Contacts: "The directory of a data center's contacts, its groups and segments.",
  Account: "The account, its plan and its limits.",
  Users: "Who may sign in, and as what.",
  "API keys": "What programs call with.",
  Audit: "Who did what, and when.",
  Producers: "For the programs that post events.",
} as const;
export type Section = keyof typeof SECTIONS;

export interface OperationAnswer {
  description: string;
  /** Of the JSON that is answered; nothing is answered without one. */
  schema?: z.ZodType;
  example?: unknown;
  /** Beside those that every answer has. */
  headers?: ("Location" | "ETag")[];
}

export interface OperationBody {
  schema: z.ZodType;
  /** It may be left out altogether. */
  optional?: boolean;
  /** Where more than usual fits (lib/api/read-body.ts). */
  maxBytes?: number;
  examples: Record<string, { summary: string; value: unknown }>;
}

/**
 * One call of the API, said once: the route obeys it (lib/api/account-route.ts), the OpenAPI document shows it. Its
 * schemas are those that the verb behind it parses with.
 */
export interface Operation {
  /** `listWebhooks`. */
  id: string;
  section: Section;
  method: Method;
  /** `/api/v1/{clientId}/webhooks/{id}`. */
  path: string;
  summary: string;
  description?: string;
  /** What an API key needs. */
  scope: Scope;
  /** What an account on the free plan may do as well. */
  anyPlan?: boolean;
  /** What each parameter of the path stands for, but for `clientId`. */
  params?: Record<
    string,
    {
      description: string;
      example: string | number;
      values?: readonly string[];
      /** Of text that others have chosen. */
      longest?: number;
    }
  >;
  query?: z.ZodObject;
  body?: OperationBody;
  answers: Record<number, OperationAnswer>;
  /** What can go wrong besides what can with every call of its form (lib/api/problems-of.ts). */
  problems?: ProblemName[];
  /** Obeys `If-Match`. */
  conditional?: boolean;
  /** The answer holds a secret that is shown this once. */
  secretAnswer?: boolean;
  /** Whether the verb writes an audit entry itself; by default whatever is not a GET does. */
  leavesEntry?: boolean;
}

/** Members read webhooks, what became of them, and contacts; everything else is an administrator's (decision 29). */
export const roleFor = ({ scope }: Operation): Role =>
  scope === "webhooks:read" || scope === "contacts:read" ? "member" : "administrator";

export const leavesEntry = ({ leavesEntry, method }: Operation): boolean => leavesEntry ?? method !== "GET";

/** Below an account's address, `/api/v1/{clientId}`. */
export const inAccount = (path: string) => `/api/v1/{clientId}${path}`;
