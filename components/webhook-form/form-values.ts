import { PROFILE_DEFAULTS } from "@/lib/webhooks/profiles";
import type { WebhookSettings, WebhookSettingsInput, WebhookView } from "@/lib/webhooks/schema";
import type { AuthenticationType } from "@/texts/authentication";

/**
 * What the form holds: the settings, but every place is always there, so that a choice can be changed and
 * changed back. A secret that is `undefined` is set already and stays as it is.
 */
export interface FormValues {
  label: string;
  description: string;
  status: "active" | "inactive";
  /** What becomes of waiting deliveries when an active webhook is switched off here. */
  waiting: "keep" | "cancel";
  dataCenterId: number | null;
  triggers: TriggerValues[];
  url: string;
  authentication: {
    type: AuthenticationType;
    username: string;
    password: string | undefined;
    /** Of *Raw* and of an API key. */
    value: string | undefined;
    token: string | undefined;
    in: "header" | "query";
    name: string;
    connectorId: string;
    headers: { name: string; value: string | undefined }[];
  };
  headers: { name: string; value: string | undefined; secret: boolean }[];
  /** Fills in the delivery; only *Custom* and those like it take several triggers. */
  profile: WebhookSettings["profile"];
  delivery: WebhookSettings["delivery"];
  notifyUserIds: string[];
}

export interface TriggerValues {
  type: string;
  properties: string[];
  personas: { id: number | null }[];
  leadScorings: { id: number | null; stageIds: number[] }[];
  /** Every other refinement by its name; they stay as long as the event type knows them. */
  others: Record<string, unknown>;
}

export const EMPTY_TRIGGER: TriggerValues = {
  type: "",
  properties: [],
  personas: [],
  leadScorings: [],
  others: {},
};

const NO_AUTHENTICATION: FormValues["authentication"] = {
  ...{ type: "none", username: "", password: "", value: "", token: "", in: "header", name: "" },
  ...{ connectorId: "", headers: [{ name: "", value: "" }] },
};

export const emptyValues = (dataCenterId: number | null): FormValues => ({
  label: "",
  description: "",
  status: "active",
  waiting: "keep",
  dataCenterId,
  triggers: [EMPTY_TRIGGER],
  url: "",
  authentication: NO_AUTHENTICATION,
  headers: [],
  profile: "simple",
  delivery: PROFILE_DEFAULTS.simple,
  notifyUserIds: [],
});

export function valuesOf(webhook: WebhookView): FormValues {
  const secret = (set: boolean) => (set ? undefined : "");
  return {
    ...emptyValues(webhook.dataCenterId),
    label: webhook.label,
    description: webhook.description,
    status: webhook.status === "active" ? "active" : "inactive",
    triggers: webhook.triggers.map(triggerValues),
    url: webhook.url,
    authentication: { ...NO_AUTHENTICATION, ...authenticationValues(webhook.authentication) },
    headers: webhook.headers.map((header) =>
      "value" in header
        ? { name: header.name, value: header.value, secret: false }
        : { name: header.name, value: secret(header.valueSet), secret: true },
    ),
    profile: webhook.profile,
    delivery: webhook.delivery,
    notifyUserIds: webhook.notifyUserIds,
  };
}

function authenticationValues(authentication: WebhookView["authentication"]) {
  const { type } = authentication;
  const secret = (set: boolean) => (set ? undefined : "");
  switch (type) {
    case "basic":
      return { type, username: authentication.username, password: secret(authentication.passwordSet) };
    case "raw":
      return { type, value: secret(authentication.valueSet) };
    case "bearer":
      return { type, token: secret(authentication.tokenSet) };
    case "api_key":
      return {
        ...{ type, in: authentication.in, name: authentication.name },
        value: secret(authentication.valueSet),
      };
    case "headers":
      return {
        type,
        headers: authentication.headers.map(({ name, valueSet }) => ({ name, value: secret(valueSet) })),
      };
    default:
      return authentication;
  }
}

function triggerValues(trigger: WebhookView["triggers"][number]): TriggerValues {
  const { type, personaIds, leadScorings, properties, ...others } = trigger as {
    type: string;
    personaIds?: number[];
    leadScorings?: { id: number; stageIds?: number[] }[];
    properties?: string[];
  };
  return {
    type,
    properties: properties ?? [],
    personas: (personaIds ?? []).map((id) => ({ id })),
    leadScorings: (leadScorings ?? []).map(({ id, stageIds }) => ({ id, stageIds: stageIds ?? [] })),
    others,
  };
}

/** The settings as they are sent, and as the schema of the action judges them. */
export function settingsOf(values: FormValues) {
  const { label, description, dataCenterId, url, headers, profile, delivery, notifyUserIds } = values;
  return {
    label,
    description,
    dataCenterId: dataCenterId as number,
    triggers: values.triggers.map(triggerOf) as WebhookSettingsInput["triggers"],
    url: url.trim(),
    authentication: authenticationOf(values.authentication),
    headers: headers.map(({ name, value, secret }) => ({
      name: name.trim(),
      ...given("value", value),
      secret,
    })),
    profile,
    delivery,
    notifyUserIds,
  };
}

export const triggerOf = (trigger: TriggerValues) => ({ type: trigger.type, ...refinementsOf(trigger) });

/** Details that are still being filled in don't count yet. */
export const settledTrigger = (trigger: TriggerValues) =>
  triggerOf({
    ...trigger,
    personas: trigger.personas.filter(({ id }) => id !== null),
    leadScorings: trigger.leadScorings.filter(({ id }) => id !== null),
  });

/** Only what belongs to the chosen type; no detail means any. */
function refinementsOf({ type, properties, personas, leadScorings, others }: TriggerValues) {
  if (type.startsWith("persona.") && personas.length > 0) {
    return { ...others, personaIds: personas.map(({ id }) => id) };
  }
  if (type.startsWith("lead_scoring.") && leadScorings.length > 0) {
    return {
      ...others,
      leadScorings: leadScorings.map(({ id, stageIds }) => ({
        id,
        ...(stageIds.length > 0 && { stageIds }),
      })),
    };
  }
  if (type === "contact.updated" && properties.length > 0) return { ...others, properties };
  return others;
}

function authenticationOf(values: FormValues["authentication"]): WebhookSettingsInput["authentication"] {
  const { type, headers } = values;
  switch (type) {
    case "none":
      return { type };
    case "basic":
      return { type, username: values.username, ...given("password", values.password) };
    case "raw":
      return { type, ...given("value", values.value) };
    case "bearer":
      return { type, ...given("token", values.token) };
    case "api_key":
      return { type, in: values.in, name: values.name.trim(), ...given("value", values.value) };
    case "headers":
      return {
        type,
        headers: headers.map((each) => ({ name: each.name.trim(), ...given("value", each.value) })),
      };
    case "connector":
      return { type, connectorId: values.connectorId };
  }
}

const given = <Key extends string>(key: Key, value: string | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [key in Key]?: string };
