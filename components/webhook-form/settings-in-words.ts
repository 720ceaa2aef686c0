import type { DataCenter } from "@/components/console-context";
import type { WebhookView } from "@/lib/webhooks/schema";
import { authenticationLabel } from "@/texts/authentication";
import { intervalPhrase } from "@/texts/delivery-sentence";
import { durationText } from "@/texts/durations";
import { triggerLabel } from "@/texts/triggers";
import { webhookSettings } from "@/texts/webhook-settings";
import { detailsText } from "./details-text";
import { settingsOf, valuesOf } from "./form-values";

const t = webhookSettings;

type Settings = ReturnType<typeof settingsOf>;

/** One setting; several lines where it is a list. */
export interface SettingInWords {
  label: string;
  lines: string[];
}

export const savedInWords = (webhook: WebhookView, dataCenters: DataCenter[], replaced?: string[]) =>
  settingsInWords(settingsOf(valuesOf(webhook)), dataCenters, replaced);

/**
 * Every setting of a webhook in words, in the order of the form; secrets only as such.
 * @param replaced places of secrets that somebody has replaced
 */
export function settingsInWords(
  settings: Settings,
  dataCenters: DataCenter[],
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
    { label: t.authentication, lines: authenticationLines(settings.authentication, replaced) },
    { label: t.headers, lines: headers.map((header, index) => headerLine(header, index, replaced)) },
    { label: t.style, lines: [t.styles[delivery.payloadStyle]] },
    {
      label: t.batch,
      lines: [t.batchText(delivery.batch.max, durationText(delivery.batch.maxWaitMs / 1_000))],
    },
    { label: t.deadline, lines: [t.deadlineText(durationText(delivery.deadlineMs / 1_000))] },
    { label: t.concurrency, lines: [t.concurrencyText(delivery.concurrency)] },
    { label: t.rate, lines: [t.rateText(delivery.ratePerSecond)] },
    { label: t.order, lines: [t.orders[delivery.order]] },
    { label: t.success, lines: [t.successes[delivery.success] ?? delivery.success] },
    { label: t.retry, lines: [retryLine(delivery.retry)] },
    { label: t.retryAfter, lines: [t.retryAfterText(delivery.honourRetryAfter)] },
    { label: t.gone, lines: [t.goneText(delivery.suspendOnGone)] },
    { label: t.suspension, lines: [suspensionLine(delivery)] },
    { label: t.port, lines: [t.ports[delivery.urlPolicy]] },
    { label: t.signature, lines: signatureLines(delivery.signature) },
  ];
}

function signatureLines({ standard, rsa }: Settings["delivery"]["signature"]): string[] {
  if (standard === "off" && !rsa) return [t.notSigned];
  return [t.signatures[standard], ...(rsa ? [t.signatures.rsa] : [])];
}

function authenticationLines(authentication: Settings["authentication"], replaced: string[]): string[] {
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

function retryLine(retry: Settings["delivery"]["retry"]): string {
  if (retry.kind === "none") return t.noRetry;
  if (retry.kind === "interval") return t.intervalText(intervalPhrase(retry), retry.from);
  const gaps = retry.delaysSeconds.map((seconds) => durationText(seconds));
  return t.retryText(gaps.join(", "), Math.round(retry.jitter * 100));
}

/** Where retries run at an interval, the hours alone count, halved (decision 11). */
function suspensionLine({ suspension, retry }: Settings["delivery"]): string {
  if (!suspension) return t.neverSuspended;
  const { failedInARow, hoursWithoutSuccess, autoResume } = suspension;
  const resumed = autoResume ? ` ${t.autoResume}` : "";
  if (retry.kind !== "interval") return t.suspensionText(failedInARow, hoursWithoutSuccess) + resumed;
  return t.suspensionByHours(hoursWithoutSuccess / 2) + resumed;
}

const joined = (...parts: (string | false | undefined)[]) => parts.filter(Boolean).join(", ");
