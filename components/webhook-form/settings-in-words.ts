import type { DataCenter } from "@/components/console-context";
import type { WebhookView } from "@/lib/webhooks/schema";
import { authenticationLabel } from "@/texts/authentication";
import { connectors } from "@/texts/connectors";
import { deliverySentence } from "@/texts/delivery-sentence";
import { SETTING_LABELS, SETTING_NAMES, settingLines } from "@/texts/delivery-settings";
import { triggerLabel } from "@/texts/triggers";
import { webhookSettings } from "@/texts/webhook-settings";
import { detailsText } from "./details-text";
import { settingsOf, valuesOf } from "./form-values";
import { withRequest } from "./request-in-words";

const t = webhookSettings;

type Settings = ReturnType<typeof settingsOf>;

/** One setting; several lines where it is a list. */
export interface SettingInWords {
  label: string;
  lines: string[];
}

/** What a reader knows of things that a webhook names by id. */
export interface Known {
  dataCenters: DataCenter[];
  /** Of a person of the account. */
  nameOf(userId: string): string;
  /** Of a connector of the account; undefined while that isn't known. */
  connectorName(id: string): string | undefined;
}

export function savedInWords(webhook: WebhookView, known: Known, replaced?: string[]): SettingInWords[] {
  const settings = settingsInWords(settingsOf(valuesOf(webhook)), known, replaced);
  return webhook.kind === "workflow" ? withRequest(webhook, settings) : settings;
}

/**
 * Every setting of a webhook in words, in the order of the form; secrets only as such.
 * @param replaced places of secrets that somebody has replaced
 */
export function settingsInWords(
  settings: Settings,
  { dataCenters, nameOf, connectorName }: Known,
  replaced: string[] = [],
): SettingInWords[] {
  const { delivery, headers, triggers } = settings;
  const dataCenter = dataCenters.find(({ id }) => id === settings.dataCenterId);
  const chosen = triggers.filter(({ type }) => type);
  return [
    { label: t.label, lines: [settings.label] },
    { label: t.description, lines: settings.description ? [settings.description] : [] },
    { label: t.dataCenter, lines: [dataCenter?.name ?? t.dataCenterNumber(settings.dataCenterId)] },
    {
      label: t.triggers(1),
      lines: chosen.map((trigger) => triggerLabel(trigger.type) + detailsText(trigger, dataCenter)),
    },
    { label: t.url, lines: [settings.url] },
    { label: t.authentication, lines: authenticationLines(settings.authentication, connectorName, replaced) },
    { label: t.headers, lines: headers.map((header, index) => headerLine(header, index, replaced)) },
    { label: t.profile, lines: profileLines(settings) },
    ...SETTING_NAMES.map((name) => ({ label: SETTING_LABELS[name], lines: settingLines(delivery, name) })),
    { label: t.recipients, lines: settings.notifyUserIds.map((id) => nameOf(id)) },
  ];
}

function profileLines({ profile, delivery }: Settings): string[] {
  return [t.profiles[profile] ?? profile, `${deliverySentence(delivery)}.`];
}

function authenticationLines(
  authentication: Settings["authentication"],
  connectorName: Known["connectorName"],
  replaced: string[],
): string[] {
  const label = authenticationLabel(authentication.type);
  const secret = (place: string, value: string | undefined) => secretWords(place, value, replaced);
  switch (authentication.type) {
    case "none":
      return [label];
    case "basic": {
      const { username, password } = authentication;
      return [joined(label, username && t.as(username), secret("authentication.password", password))];
    }
    case "raw":
      return [joined(label, secret("authentication.value", authentication.value))];
    case "api_key": {
      const { name, value } = authentication;
      const where = authentication.in === "header" ? connectors.inHeader(name) : connectors.inQuery(name);
      return [joined(label, name && where, secret("authentication.value", value))];
    }
    case "bearer":
      return [joined(label, secret("authentication.token", authentication.token))];
    case "connector":
      return [joined(label, connectorName(authentication.connectorId))];
    case "headers":
      return [
        label,
        ...authentication.headers
          .filter(({ name }) => name)
          .map(({ name, value }, index) =>
            joined(name, secret(`authentication.headers.${index}.value`, value)),
          ),
      ];
  }
}

function headerLine(header: Settings["headers"][number], index: number, replaced: string[]): string {
  const { name, value, secret } = header;
  if (!secret) return `${name}: ${value ?? ""}`;
  return joined(`${name}: ${t.secretValue}`, secretWords(`headers.${index}.value`, value, replaced));
}

/** Of a secret nobody is told more than that there is another one. */
function secretWords(place: string, typed: string | undefined, replaced: string[]) {
  if (typed) return t.secretNew;
  return replaced.includes(place) ? t.secretReplaced : undefined;
}

const joined = (...parts: (string | false | undefined)[]) => parts.filter(Boolean).join(", ");
