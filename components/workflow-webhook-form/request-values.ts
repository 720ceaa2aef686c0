import {
  emptyValues as emptyEventValues,
  settingsOf as eventSettingsOf,
  valuesOf as eventValuesOf,
  type FormValues,
} from "@/components/webhook-form/form-values";
import { DEFAULT_SCENARIO, type ScenarioSettings } from "@/lib/payloads/scenario-schema";
import type { BodyFormat, TemplateSettings } from "@/lib/templates/schema";
import { PROFILE_DEFAULTS } from "@/lib/webhooks/profiles";
import type { WebhookView } from "@/lib/webhooks/schema";

export type WorkflowProfile = "data_request" | "scenario";

/** What both forms hold, under the names by which the fields that they share know it. */
type Shared = Pick<
  FormValues,
  | "label"
  | "description"
  | "dataCenterId"
  | "url"
  | "authentication"
  | "headers"
  | "delivery"
  | "notifyUserIds"
>;

/** As FormValues: every place is always there, so that a choice can be changed and changed back. */
export interface RequestValues extends Shared {
  profile: WorkflowProfile;
  method: "GET" | "POST";
  parameters: TemplateSettings["parameters"];
  body: { on: boolean; format: Exclude<BodyFormat, "none">; template: string };
  scenario: ScenarioSettings;
}

export function emptyRequest(profile: WorkflowProfile, dataCenterId: number | null): RequestValues {
  return {
    ...sharedOf(emptyEventValues(dataCenterId)),
    profile,
    delivery: PROFILE_DEFAULTS[profile],
    method: profile === "scenario" ? "POST" : "GET",
    parameters: { in: "query", pairs: [] },
    body: { on: false, format: "json", template: "" },
    scenario: DEFAULT_SCENARIO,
  };
}

export function requestValuesOf(webhook: WebhookView): RequestValues {
  const profile = webhook.profile as WorkflowProfile;
  const { template, scenario } = webhook;
  const empty = emptyRequest(profile, webhook.dataCenterId);
  return {
    ...empty,
    ...sharedOf(eventValuesOf(webhook)),
    method: webhook.method,
    parameters: template?.parameters ?? empty.parameters,
    body: template && template.body.format !== "none" ? { on: true, ...template.body } : empty.body,
    scenario: scenario ?? empty.scenario,
  };
}

function sharedOf(values: Shared): Shared {
  const { label, description, dataCenterId, url, authentication, headers, delivery, notifyUserIds } = values;
  return { label, description, dataCenterId, url, authentication, headers, delivery, notifyUserIds };
}

/** The settings as they are sent, and as the schema of the action judges them. */
export function requestSettingsOf(values: RequestValues) {
  const { profile, method, scenario } = values;
  const { triggers: _, ...shared } = eventSettingsOf({
    ...emptyEventValues(values.dataCenterId),
    ...sharedOf(values),
  });
  const settings = { ...shared, profile, method, triggers: [] as [] };
  return profile === "scenario"
    ? { ...settings, scenario: scenarioOf(scenario) }
    : { ...settings, template: templateOf(values) };
}

export function templateOf({ method, parameters, body }: RequestValues): TemplateSettings {
  const pairs = parameters.pairs.map(({ name, value }) => ({ name: name.trim(), value }));
  return {
    parameters: { ...parameters, pairs },
    body:
      body.on && method === "POST"
        ? { format: body.format, template: body.template }
        : { format: "none" as const },
  };
}

const scenarioOf = (scenario: ScenarioSettings): ScenarioSettings => ({
  ...scenario,
  additional: scenario.additional.map(({ key, value }) => ({ key: key.trim(), value })),
});
