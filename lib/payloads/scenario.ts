import type { RenderableContact } from "@/lib/payloads/renderable-event";
import { scenarioId, scenarioTestId } from "@/lib/payloads/scenario-id";
import {
  SCENARIO_CONSENT,
  SCENARIO_DETAILS,
  SCENARIO_STATISTICS,
  type ScenarioSettings,
} from "@/lib/payloads/scenario-schema";
import { numberIfSafe, wholeSeconds } from "@/lib/payloads/wire-values";
import { Budget } from "@/lib/templates/budget";
import { compileTemplate, type Template } from "@/lib/templates/compile";
import {
  isSpelling,
  readContactField,
  readStandardField,
  standardField,
  type TemplateField,
} from "@/lib/templates/contact-fields";
import type { TemplateFault } from "@/lib/templates/fault";
import type { TemplateScope } from "@/lib/templates/names";
import { renderTemplate } from "@/lib/templates/render";
import type { Json } from "@/lib/vocabulary";

/** A field of the data center, with the id that the wire names it by. */
export interface ScenarioField extends TemplateField {
  id: number;
}

type Some<Names extends readonly string[]> = { [Name in Names[number]]?: Json };

/** A contact with what its card says about consent and mailings. */
export interface ScenarioContact extends RenderableContact {
  consent?: Some<typeof SCENARIO_CONSENT>;
  statistics?: Some<typeof SCENARIO_STATISTICS>;
}

/** What is told about one contact that has reached the step. */
export interface ScenarioPassage {
  /** A UUID; the notification's id is made from it. */
  deliveryId: string;
  accountId: number;
  /** When the first attempt was made, in milliseconds since 1970. */
  frozenAt: number;
  contact: ScenarioContact;
  event: TemplateScope["event"];
}

/** Settings whose placeholders parse. */
export interface CompiledScenario {
  settings: ScenarioSettings;
  fields: readonly ScenarioField[];
  additional: readonly { key: string; value: Template }[];
}

export function compileScenario(
  settings: ScenarioSettings,
  fields: readonly ScenarioField[],
): { ok: true; scenario: CompiledScenario } | { ok: false; faults: TemplateFault[] } {
  const faults: TemplateFault[] = [];
  const additional = settings.additional.flatMap(({ key, value }, index) => {
    const compiled = compileTemplate(value, "text", { fields, answers: false });
    if (compiled.ok) return [{ key, value: compiled.template }];
    faults.push(
      ...compiled.faults.map((fault) => ({ path: `scenario.additional.${index}.value`, ...fault })),
    );
    return [];
  });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, scenario: { settings, fields, additional } };
}

/**
 * The notification (docs/events.md 2.6): the envelope, the chosen groups, the additional pairs. What the contact does
 * not have is left out. The same passage gives the same bytes.
 */
export function renderScenario(
  { settings, fields, additional }: CompiledScenario,
  passage: ScenarioPassage,
  budget = new Budget(),
): { ok: true; body: string } | { ok: false; faults: TemplateFault[] } {
  const { contact, event, frozenAt } = passage;
  const faults: TemplateFault[] = [];
  const pairs = additional.map(({ key, value }, index) => {
    const rendered = renderTemplate(value, { contact, event, now: frozenAt }, { budget });
    if (!rendered.ok) faults.push({ path: `scenario.additional.${index}.value`, ...rendered.fault });
    return [key, rendered.ok ? rendered.text : ""] as const;
  });
  if (faults.length > 0) return { ok: false, faults };
  const data = Object.fromEntries([
    ["type", "member"],
    ["id", contact.id === null ? undefined : numberIfSafe(contact.id)],
    ...chosen(SCENARIO_DETAILS, settings.details, (name) => detail(contact, name)),
    ["customFields", filled(customFields(settings, fields, contact))],
    ["consent", filled(chosen(SCENARIO_CONSENT, settings.consent, (name) => contact.consent?.[name]))],
    [
      "statistics",
      filled(chosen(SCENARIO_STATISTICS, settings.statistics, (name) => contact.statistics?.[name])),
    ],
    ...pairs,
  ]);
  const id = scenarioId(passage.deliveryId);
  return { ok: true, body: envelope(id, frozenAt, passage.accountId, data) };
}

/** The test's request, exactly as printed but for id, time and account (S5.21). */
export const renderScenarioTest = (test: { uuid: string; accountId: number; now: number }): string =>
  envelope(scenarioTestId(test.uuid), test.now, test.accountId, {
    ...{ type: "member", id: 54_321, email: "john.doe@example.org", firstname: "John", lastname: "Doe" },
  });

const envelope = (id: string, timestamp: number, idClient: number, data: object) =>
  JSON.stringify({
    id,
    event: "automation.webhook.send",
    timestamp: wholeSeconds(timestamp),
    idClient,
    data,
  });

/** The data center's fields that no detail stands for: what *custom fields* lists. */
export function customFieldsOf<Field extends TemplateField>(fields: readonly Field[]): Field[] {
  const email = fields.find(({ type }) => type === "email");
  const isDetail = (code: string) =>
    SCENARIO_DETAILS.some((name) => {
      const standard = standardField(name);
      return standard !== undefined && isSpelling(standard, code);
    });
  return fields.filter((field) => field !== email && !isDetail(field.code));
}

type Entry = readonly [name: string, value: Json | undefined];

/** In the order of the wire, whatever the order they were chosen in. */
const chosen = <Name extends string>(
  all: readonly Name[],
  names: readonly Name[],
  value: (name: Name) => Json | undefined,
): Entry[] => all.filter((name) => names.includes(name)).map((name) => [name, value(name)]);

/** A group that has nothing to say is not there. */
function filled(entries: readonly Entry[]): Record<string, Json | undefined> | undefined {
  const there = entries.filter(([, value]) => value !== undefined);
  return there.length > 0 ? Object.fromEntries(there) : undefined;
}

function detail(contact: RenderableContact, name: string): Json | undefined {
  const standard = standardField(name);
  return standard && readStandardField(contact, standard);
}

function customFields(
  { customFields: wanted }: ScenarioSettings,
  fields: readonly ScenarioField[],
  contact: RenderableContact,
): Entry[] {
  return customFieldsOf(fields)
    .filter(({ id }) => wanted === "all" || wanted.includes(id))
    .map((field) => [String(field.id), ofType(field, readContactField(contact, field.code, fields))]);
}

/** Platforms post numbers as text too; a field of numbers tells which those are. */
function ofType({ type }: TemplateField, value: Json | undefined): Json | undefined {
  if (type !== "number" || typeof value !== "string") return value;
  const number = Number(value);
  return Number.isFinite(number) && String(number) === value ? number : value;
}
