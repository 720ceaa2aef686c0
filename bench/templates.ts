import { compileScenario, renderScenario, type ScenarioField } from "@/lib/payloads/scenario";
import { SCENARIO_DETAILS, type ScenarioSettings } from "@/lib/payloads/scenario-schema";
import { compileRequest } from "@/lib/templates/compile-request";
import type { TemplateScope } from "@/lib/templates/names";
import { renderRequest } from "@/lib/templates/render-request";
import { DEFAULT_TEMPLATE } from "@/lib/templates/schema";

/**
 * How many requests of 1 KiB a second their templates come to: the URL, a header and the body, which is then read to
 * see that it is well-formed. One thread, values of one contact and one event; the templates are parsed once, as the
 * engine does it. A figure is the median of a few rounds.
 */
const ASKED_PER_SECOND = 20_000;
const BODY_BYTES = 1_024;
const WARM_UP = 20_000;
const ROUNDS = 7;
const CALLS = 10_000;

const FIELDS: ScenarioField[] = [
  { id: 1, code: "f_EMail", type: "email" },
  { id: 2, code: "f_FirstName", type: "text" },
  { id: 3, code: "f_LastName", type: "text" },
  { id: 4, code: "f_City", type: "text" },
  { id: 5, code: "f_Points", type: "number" },
];
const CONTACT = {
  id: "558210",
  email: "john.doe@example.org",
  properties: {
    f_FirstName: "John",
    f_LastName: 'Doe "Jr"',
    f_City: "Québec",
    f_Points: 1_200,
    f_Company: "Quantum",
  },
};
const EVENT = {
  data: { orderId: "O-4711", total: 129.9, items: [{ sku: "a-1" }, { sku: "b-2" }, { sku: "c-3" }] },
};
const SCOPE: TemplateScope = { contact: CONTACT, event: EVENT, now: Date.parse("2024-05-28T12:56:40Z") };

const FIELDS_ALONE =
  '"id":"%CONTACT_ID%","email":"${email}","first":"${contact.f_FirstName}","last":"${contact.f_LastName}","city":"%TOWN%","points":${contact.f_Points},"order":"${event.orderId}","total":${total}';
const COMPUTED = `${FIELDS_ALONE},"name":"\${firstname | append: ' ' | append: lastname | upcase}"{% if event.items %},"items":[{% for item in event.items %}"\${item.sku}"{% unless forloop.last %},{% endunless %}{% endfor %}]{% endif %}`;
const XML =
  "<contact id='%CONTACT_ID%' email='${email}'><name>${firstname} ${lastname}</name><city>%TOWN%</city></contact>";

const figures = [
  measure(
    "json, fields",
    requestOf("json", (filler) => `{${FIELDS_ALONE},"note":"${filler}"}`),
  ),
  measure(
    "json, filters, a condition and a loop",
    requestOf("json", (filler) => `{${COMPUTED},"note":"${filler}"}`),
  ),
  measure(
    "xml, fields",
    requestOf("xml", (filler) => `<order>${XML}<note>${filler}</note></order>`),
  ),
  measure(
    "text, fields",
    requestOf("text", (filler) => `${XML}${filler}`),
  ),
  measure("scenario, all details and four pairs", scenario()),
];
const slowest = Math.min(...figures.map(({ perSecond }) => perSecond));
const asked = { perSecond: ASKED_PER_SECOND, met: slowest >= ASKED_PER_SECOND };
process.stdout.write(`${JSON.stringify({ bench: "templates", asked, slowest, figures })}\n`);
if (!asked.met) process.exitCode = 1;

/** A request whose body comes to 1 KiB. */
function requestOf(format: "json" | "xml" | "text", template: (filler: string) => string): () => string {
  const render = renderer(format, template(""));
  return renderer(format, template("x".repeat(BODY_BYTES - Buffer.byteLength(render()))));
}

function renderer(format: "json" | "xml" | "text", template: string): () => string {
  const compiled = compileRequest(
    {
      method: "POST",
      url: "https://crm.example.org/contacts?email=${email}",
      headers: [{ name: "X-Order-Id", value: "${event.orderId}" }],
      template: { ...DEFAULT_TEMPLATE, body: { format, template } },
    },
    { fields: FIELDS, hasAuthorization: false },
  );
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
  return () => {
    const outcome = renderRequest(compiled.request, SCOPE);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
    return outcome.request.body ?? "";
  };
}

function scenario(): () => string {
  const settings: ScenarioSettings = {
    ...{ details: [...SCENARIO_DETAILS], customFields: "all", consent: [], statistics: [] },
    additional: ["source", "name", "city", "order"].map((key) => ({
      key,
      value: `${key}: \${email} %TOWN%`,
    })),
  };
  const compiled = compileScenario(settings, FIELDS);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
  const passage = {
    deliveryId: crypto.randomUUID(),
    accountId: 3,
    frozenAt: SCOPE.now,
    contact: CONTACT,
    event: EVENT,
  };
  return () => {
    const outcome = renderScenario(compiled.scenario, passage);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
    return outcome.body;
  };
}

function measure(what: string, render: () => string) {
  for (let call = 0; call < WARM_UP; call++) render();
  const rates = Array.from({ length: ROUNDS }, () => {
    const began = process.hrtime.bigint();
    for (let call = 0; call < CALLS; call++) render();
    return CALLS / (Number(process.hrtime.bigint() - began) / 1e9);
  }).sort((one, other) => one - other);
  return { what, bytes: Buffer.byteLength(render()), perSecond: Math.round(rates[ROUNDS >> 1] ?? 0) };
}
