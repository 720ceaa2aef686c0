import type { StoredSettings } from "@/db/shapes";
import type { Endpoint } from "@/lib/engine/endpoint";
import { ANSWER_LIMIT, prepare, prepareWritten } from "@/lib/engine/prepare";
import type { Instance } from "@/lib/instance";
import type { RenderableEvent } from "@/lib/payloads/renderable-event";
import { compileScenario, renderScenario } from "@/lib/payloads/scenario";
import type { ScenarioSettings } from "@/lib/payloads/scenario-schema";
import { compileRequest } from "@/lib/templates/compile-request";
import { renderRequest } from "@/lib/templates/render-request";
import type { Made } from "@/lib/webhooks/send-once";
import { headersOf, templateFailed } from "@/lib/workflow-requests/make";
import { type ReachedStep, readStep } from "@/lib/workflow-requests/step-event";

type Body = Pick<StoredSettings, "template" | "scenario">;

interface Wanted {
  /** The `webhook-id`. */
  id: string;
  /** Whose body it is, and when its first attempt was (ms). */
  revision: number;
  frozenAt: number;
  event: RenderableEvent;
}

/**
 * The requests that steps of workflows send by one webhook. The body is the pinned revision's, address and headers are
 * those of the moment (decision 16). Templates are compiled once for a revision and list of fields.
 */
export class StepRequests {
  private readonly compiled = new Map<string, ReturnType<typeof compileRequest>>();
  private readonly scenarios = new Map<string, ReturnType<typeof compileScenario>>();

  /** @param bodies of each revision that a batch may have been pinned to */
  constructor(private readonly bodies: ReadonlyMap<number, Body>) {}

  async make(tidings: Pick<Instance, "now" | "wallNow">, endpoint: Endpoint, wanted: Wanted): Promise<Made> {
    const step = readStep(wanted.event);
    if (!step.contact) {
      return { reason: "contact_not_found", detail: "no contact has the step's ID, e-mail or phone" };
    }
    const body = this.bodies.get(wanted.revision) ?? endpoint.settings;
    return body.scenario
      ? this.notification(tidings, endpoint, body.scenario as ScenarioSettings, step, wanted)
      : this.dataRequest(tidings, endpoint, body, step, wanted);
  }

  private async notification(
    tidings: Pick<Instance, "now" | "wallNow">,
    endpoint: Endpoint,
    settings: ScenarioSettings,
    { contact, event, fields }: ReachedStep,
    { id, revision, frozenAt, event: { id: deliveryId, accountId } }: Wanted,
  ): Promise<Made> {
    const compiled = kept(this.scenarios, `${revision} ${JSON.stringify(fields)}`, () =>
      compileScenario(settings, fields),
    );
    if (!compiled.ok) return templateFailed(compiled.faults);
    if (!contact) throw new Error("A notification is about a contact.");
    const rendered = renderScenario(compiled.scenario, { deliveryId, accountId, frozenAt, contact, event });
    if (!rendered.ok) return templateFailed(rendered.faults);
    return { prepared: await prepare(endpoint, { id, body: rendered.body }, tidings) };
  }

  private async dataRequest(
    tidings: Pick<Instance, "now" | "wallNow">,
    endpoint: Endpoint,
    pinned: Body,
    { contact, event, fields }: ReachedStep,
    { id, revision, frozenAt }: Wanted,
  ): Promise<Made> {
    const { method, url, template } = endpoint.settings;
    const [authentication, own] = headersOf(endpoint);
    const compiled = kept(this.compiled, `${revision} ${JSON.stringify(fields)}`, () => {
      if (!template || !pinned.template) throw new Error("A data request has a template.");
      const { parameters } = template;
      const body = method === "GET" ? ({ format: "none" } as const) : pinned.template.body;
      const hasAuthorization = authentication.some(({ name }) => name.toLowerCase() === "authorization");
      const settings = { method, url, headers: own, template: { parameters, body } };
      return compileRequest(settings, { fields, hasAuthorization });
    });
    if (!compiled.ok) return templateFailed(compiled.faults);
    const rendered = renderRequest(compiled.request, { contact, event, now: frozenAt });
    if (!rendered.ok) return templateFailed(rendered.faults);
    const { request } = rendered;
    const headers = [...authentication, ...request.headers];
    const prepared = await prepareWritten(endpoint, { ...request, headers, id }, tidings);
    // An answer is kept whole for the passage (decision 6).
    return { prepared: { ...prepared, outgoing: { ...prepared.outgoing, keepLimit: ANSWER_LIMIT } } };
  }
}

/** Of the last few: batches of older revisions and other lists of fields end soon. */
const KEPT = 8;

function kept<Value>(cache: Map<string, Value>, key: string, make: () => Value): Value {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const [oldest] = cache.keys();
  if (cache.size >= KEPT && oldest !== undefined) cache.delete(oldest);
  const made = make();
  cache.set(key, made);
  return made;
}
