import { compileScenario, renderScenario, type ScenarioField } from "@/lib/payloads/scenario";
import type { ScenarioSettings } from "@/lib/payloads/scenario-schema";
import { compileRequest, type RequestSettings } from "@/lib/templates/compile-request";
import { type ShownPart, showParts } from "@/lib/templates/explain-request";
import type { TemplateFault } from "@/lib/templates/fault";
import type { TemplateScope } from "@/lib/templates/names";
import { renderTemplate } from "@/lib/templates/render";
import { type RenderedPart, renderRequest } from "@/lib/templates/render-request";

/** What there is to see of a request before anything is added to it: as an editor shows it beside itself. */
export interface LookedAt {
  request: {
    method: string;
    url: string;
    body: string | null;
    headers: { name: string; value: string }[];
  } | null;
  parts: ShownPart[];
  faults: TemplateFault[];
}

export interface Known {
  fields: readonly ScenarioField[];
  parameters: readonly string[];
  hasAuthorization: boolean;
}

export function lookAtRequest(settings: RequestSettings, scope: TemplateScope, known: Known): LookedAt {
  const compiled = compileRequest(settings, known);
  if (!compiled.ok) return { request: null, parts: [], faults: compiled.faults };
  const rendered = renderRequest(compiled.request, scope, { noted: true });
  const parts = showParts(rendered.ok ? rendered.request.parts : rendered.parts, scope, known.parameters);
  if (!rendered.ok) return { request: null, parts, faults: rendered.faults };
  const { method, url, body, headers } = rendered.request;
  const shown = headers.map(({ name, value, secret }) => ({ name, value: secret ? HIDDEN : value }));
  return { request: { method, url, body, headers: shown }, parts, faults: [] };
}

const HIDDEN = "••••••••";

interface NotificationSettings {
  url: string;
  scenario: ScenarioSettings;
}

export function lookAtNotification(
  { url, scenario: settings }: NotificationSettings,
  scope: TemplateScope,
  { fields, parameters, accountId }: Omit<Known, "hasAuthorization"> & { accountId: number },
): LookedAt {
  const compiled = compileScenario(settings, fields);
  if (!compiled.ok) return { request: null, parts: [], faults: compiled.faults };
  const { contact, event, now } = scope;
  if (!contact) return { request: null, parts: [], faults: [NOBODY] };
  const parts = showParts(partsOfPairs(compiled.scenario, scope), scope, parameters);
  const passage = { deliveryId: NO_DELIVERY, accountId, frozenAt: now, contact, event };
  const rendered = renderScenario(compiled.scenario, passage);
  if (!rendered.ok) return { request: null, parts, faults: rendered.faults };
  return { request: { method: "POST", url, body: rendered.body, headers: [] }, parts, faults: [] };
}

/** The additional pairs, with where their values come from. */
export function partsOfPairs(
  { additional }: Extract<ReturnType<typeof compileScenario>, { ok: true }>["scenario"],
  scope: TemplateScope,
): RenderedPart[] {
  return additional.flatMap(({ value: template }, index) => {
    const rendered = renderTemplate(template, scope, { noted: true });
    if (!rendered.ok) return [];
    const { text, written } = rendered;
    return [{ path: `scenario.additional.${index}.value`, template, text, written }];
  });
}

const NO_DELIVERY = "00000000-0000-4000-8000-000000000000";

const NOBODY: TemplateFault = {
  path: "event",
  message: "The event is about no contact",
  remedy: "A notification tells of a contact: choose one, or an event that has one.",
};
