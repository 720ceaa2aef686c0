import type { JsonObject } from "@/lib/vocabulary";

/** What the JSON columns hold. Schemas that check them stand with their noun in lib/. */

export interface PostedContact {
  id: string | null;
  email: string | null;
  properties: JsonObject;
}

/** Names and thresholds copied into an event when it is accepted. */
export interface MasterDataSnapshot {
  dataCenter: { id: number; name: string };
  persona?: { id: number; name: string; threshold: number };
  leadScoring?: { id: number; name: string; stage: { id: number; name: string; threshold: number } };
  communicationType?: { id: number; name: string };
  fields?: { code: string; email?: true; key?: true }[];
  /** Of the data center of a workflow's step, whose templates read them. */
  templateFields?: { id: number; code: string; type: "text" | "email" | "number" | "date" | "boolean" }[];
}

export type RetryRule =
  | { kind: "none" }
  | { kind: "schedule"; delaysSeconds: number[]; jitter: number }
  | { kind: "interval"; everySeconds: number; untilHours: number; from: "accepted" | "first_attempt" };

export interface DeliverySettings {
  payloadStyle: "simple" | "stream" | "signed" | "template" | "scenario";
  success: "2xx" | "200";
  deadlineMs: number;
  concurrency: number;
  ratePerSecond: number | null;
  order: "none" | "webhook" | "contact";
  retry: RetryRule;
  honourRetryAfter: boolean;
  suspendOnGone: boolean;
  urlPolicy: "https" | "https_443" | "http_allowed";
  batch: { max: number; maxWaitMs: number };
  signature: { standard: "v1" | "v1a" | "off"; rsa: boolean };
  suspension: { failedInARow: number; hoursWithoutSuccess: number; autoResume: boolean } | null;
}

/** What a connector saves. Secrets are left out here; they stand as ciphertexts in StoredSecrets under their key. */
export type StoredCredential =
  | { type: "basic"; username: string }
  | { type: "bearer" }
  | { type: "api_key"; in: "header" | "query"; name: string }
  | {
      type: "oauth2";
      tokenUrl: string;
      clientId: string;
      /** Empty where nothing is asked for. */
      scope: string;
      audience: string;
      clientAuthentication: "basic" | "body";
    }
  /** What people may know of the certificate; the certificate stands with its key. Times are ISO 8601. */
  | {
      type: "client_certificate";
      subject: string;
      issuer: string;
      validFrom: string;
      expiresAt: string;
      fingerprint: string;
    };

/** Secrets are left out here; they stand as ciphertexts in StoredSecrets under their place. */
export type StoredAuthentication =
  | { type: "none" }
  | Extract<StoredCredential, { type: "basic" | "bearer" | "api_key" }>
  | { type: "raw" }
  | { type: "headers"; headers: { name: string }[] }
  | { type: "connector"; connectorId: string };

export interface StoredHeader {
  name: string;
  secret: boolean;
  /** Null where the value is secret. */
  value: string | null;
}

/** One revision of a webhook: everything a person can set but label and status. */
export interface StoredSettings {
  description: string;
  dataCenterId: number;
  profile: "simple" | "stream" | "signed" | "custom" | "data_request" | "scenario";
  triggers: JsonObject[];
  method: "POST" | "GET";
  url: string;
  authentication: StoredAuthentication;
  headers: StoredHeader[];
  delivery: DeliverySettings;
  notifyUserIds: string[];
  /** Of a data request. */
  template?: {
    parameters: { in: "query" | "headers"; pairs: { name: string; value: string }[] };
    body: { format: "none" } | { format: "json" | "xml" | "text"; template: string };
  };
  /** Of a scenario notification: names of what it tells of the contact. */
  scenario?: {
    details: string[];
    customFields: "all" | number[];
    consent: string[];
    statistics: string[];
    additional: { key: string; value: string }[];
  };
}

/** `authentication.password`, `authentication.headers.0.value`, `headers.2.value` → ciphertext. */
export type StoredSecrets = Record<string, string>;

/** Whom a segment takes in (lib/contacts/segment-schema.ts). */
export interface StoredRules {
  match: "all" | "any";
  conditions: { subject: string; is: string; value?: string | number | undefined }[];
}

/** What each column of an imported file becomes, in their order; null is left out. */
export type StoredMapping = (string | null)[];

/** A row of a file that was not taken in, and why. */
export interface RejectedRow {
  row: number;
  reason: string;
  cells: string[];
}

/** What a message's head says besides its subject. */
export interface MailHead {
  /** Empty for the name in MAIL_FROM. */
  fromName: string;
  replyTo: string | null;
  /** Where one click ends all messages (RFC 8058); null for transactional ones. */
  unsubscribeUrl: string | null;
}

/** Which step of a workflow a mail is of. */
export interface MailedMessage {
  workflowId: string;
  stepId: string;
  messageId: string;
  dataCenterId: number;
  mailingId: number;
}
