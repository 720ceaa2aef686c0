import type { WebhookView } from "@/lib/webhooks/schema";
import { SETTING_LABELS } from "@/texts/delivery-settings";
import { webhookSettings as t } from "@/texts/webhook-settings";
import type { SettingInWords } from "./settings-in-words";

/** What only webhooks on events have (decision 8). */
const NOT_OF_WORKFLOWS: string[] = [
  t.triggers(1),
  SETTING_LABELS.batch,
  SETTING_LABELS.suspendOnGone,
  SETTING_LABELS.suspension,
];

type Asked = Pick<WebhookView, "method" | "template" | "scenario">;

/** The settings of a workflow's webhook, with what it asks or tells behind the address. */
export function withRequest(webhook: Asked, settings: SettingInWords[]): SettingInWords[] {
  const own = settings.filter(({ label }) => !NOT_OF_WORKFLOWS.includes(label));
  const address = own.findIndex(({ label }) => label === t.url);
  return [...own.slice(0, address + 1), ...requestInWords(webhook), ...own.slice(address + 1)];
}

const requestInWords = ({ method, template, scenario }: Asked): SettingInWords[] => [
  { label: t.method, lines: [method] },
  ...(template ? templateInWords(template) : []),
  ...(scenario ? scenarioInWords(scenario) : []),
];

/** As it was written, expressions included. */
const templateInWords = ({ parameters, body }: NonNullable<WebhookView["template"]>): SettingInWords[] => [
  {
    label: t.parameters[parameters.in],
    lines: parameters.pairs.map(({ name, value }) => `${name}: ${value}`),
  },
  {
    label: t.requestBody,
    lines: body.format === "none" ? [] : [t.formats[body.format], body.template],
  },
];

function scenarioInWords(scenario: NonNullable<WebhookView["scenario"]>): SettingInWords[] {
  const { details, customFields, consent, statistics, additional } = scenario;
  const fields = customFields === "all" ? t.allFields : customFields.length > 0 && t.fields(customFields);
  return [
    {
      label: t.data,
      lines: [details.join(", "), fields, consent.join(", "), statistics.join(", ")].filter(
        (line): line is string => Boolean(line),
      ),
    },
    { label: t.additional, lines: additional.map(({ key, value }) => `${key}: ${value}`) },
  ];
}
