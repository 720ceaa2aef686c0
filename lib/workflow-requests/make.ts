import { loadItems } from "@/lib/data-centers/items";
import type { Endpoint } from "@/lib/engine/endpoint";
import { prepare, prepareWritten } from "@/lib/engine/prepare";
import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";
import { compileScenario, renderScenario, renderScenarioTest } from "@/lib/payloads/scenario";
import type { ScenarioSettings } from "@/lib/payloads/scenario-schema";
import { compileRequest } from "@/lib/templates/compile-request";
import type { TemplateFault } from "@/lib/templates/fault";
import { partsOfPairs } from "@/lib/templates/look-at-request";
import type { TemplateScope } from "@/lib/templates/names";
import { type RenderedPart, renderRequest } from "@/lib/templates/render-request";
import type { Made } from "@/lib/webhooks/send-once";

type Tidings = Pick<Instance, "database" | "now" | "wallNow">;

interface Wanted {
  id: string;
  startedAt: number;
  /** Null for the fixed test of a scenario notification (S5.21). */
  scope: TemplateScope | null;
}

/** With where each value came from, for who tries it out (S4.32). */
export type MadeOfParts = Made & { parts?: RenderedPart[]; faults?: TemplateFault[] };

/** The request of a workflow's webhook for these values, signed; a fault of its templates is a failed attempt. */
export async function makeWorkflowRequest(
  tidings: Tidings,
  endpoint: Endpoint,
  wanted: Wanted,
): Promise<MadeOfParts> {
  const { settings, accountId } = endpoint;
  const fields = await loadItems(
    tidings.database,
    { accountId, dataCenterId: settings.dataCenterId },
    "fields",
  );
  if (settings.template && wanted.scope) {
    const { method, url, template } = settings;
    const [authentication, own] = headersOf(endpoint);
    const hasAuthorization = authentication.some(({ name }) => name.toLowerCase() === "authorization");
    const compiled = compileRequest({ method, url, headers: own, template }, { fields, hasAuthorization });
    if (!compiled.ok) return templateFailed(compiled.faults);
    const rendered = renderRequest(compiled.request, wanted.scope, { noted: true });
    if (!rendered.ok) return { ...templateFailed(rendered.faults), parts: rendered.parts };
    const { request } = rendered;
    const headers = [...authentication, ...request.headers];
    const prepared = await prepareWritten(endpoint, { ...request, headers, id: wanted.id }, tidings);
    return { prepared, parts: request.parts };
  }
  const made = scenarioBody(endpoint, fields, wanted);
  if (!("body" in made)) return made;
  const { body, parts } = made;
  return { prepared: await prepare(endpoint, { id: wanted.id, body }, tidings), parts };
}

/** Those of the authentication stand before those that people set. */
export function headersOf({ headers, settings }: Endpoint) {
  const own = headers.length - settings.headers.length;
  return [headers.slice(0, own), headers.slice(own)] as const;
}

function scenarioBody(
  { settings, accountId }: Endpoint,
  fields: Parameters<typeof compileScenario>[1],
  { startedAt, scope }: Wanted,
): { body: string; parts: RenderedPart[] } | MadeOfParts {
  if (!scope) return { body: renderScenarioTest({ uuid: newId(), accountId, now: startedAt }), parts: [] };
  const compiled = compileScenario(settings.scenario as ScenarioSettings, fields);
  if (!compiled.ok) return templateFailed(compiled.faults);
  const { contact, event } = scope;
  if (!contact) return { reason: "contact_not_found", detail: "the event is about no contact" };
  const passage = { deliveryId: newId(), accountId, frozenAt: startedAt, contact, event };
  const rendered = renderScenario(compiled.scenario, passage);
  const parts = partsOfPairs(compiled.scenario, scope);
  return rendered.ok ? { body: rendered.body, parts } : { ...templateFailed(rendered.faults), parts };
}

export function templateFailed(faults: TemplateFault[]): MadeOfParts {
  const [first] = faults;
  const place = first?.line === undefined ? first?.path : `${first.path}, line ${first.line}`;
  return { reason: "template_failed", detail: `${place}: ${first?.message}`, faults };
}
