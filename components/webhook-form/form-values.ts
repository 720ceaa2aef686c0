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
    value: string | undefined;
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

export const emptyValues = (dataCenterId: number | null): FormValues => ({
  label: "",
  description: "",
  status: "active",
  waiting: "keep",
  dataCenterId,
  triggers: [EMPTY_TRIGGER],
  url: "",
  authentication: { type: "none", username: "", password: "", value: "", headers: [{ name: "", value: "" }] },
  headers: [],
  profile: "simple",
  delivery: PROFILE_DEFAULTS.simple,
  notifyUserIds: [],
});

export function valuesOf(webhook: WebhookView): FormValues {
  const { authentication } = webhook;
  const secret = (set: boolean) => (set ? undefined : "");
  return {
    ...emptyValues(webhook.dataCenterId),
    label: webhook.label,
    description: webhook.description,
    status: webhook.status === "active" ? "active" : "inactive",
    triggers: webhook.triggers.map(triggerValues),
    url: webhook.url,
    authentication: {
      type: authentication.type,
      username: authentication.type === "basic" ? authentication.username : "",
      password: secret(authentication.type === "basic" && authentication.passwordSet),
      value: secret(authentication.type === "raw" && authentication.valueSet),
      headers:
        authentication.type === "headers"
          ? authentication.headers.map(({ name, valueSet }) => ({ name, value: secret(valueSet) }))
          : [{ name: "", value: "" }],
    },
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
  const { type, username, password, value, headers } = values;
  switch (type) {
    case "none":
      return { type };
    case "basic":
      return { type, username, ...given("password", password) };
    case "raw":
      return { type, ...given("value", value) };
    case "headers":
      return {
        type,
        headers: headers.map((each) => ({ name: each.name.trim(), ...given("value", each.value) })),
      };
  }
}

const given = <Key extends string>(key: Key, value: string | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [key in Key]?: string };
