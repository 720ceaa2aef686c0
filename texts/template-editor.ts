import type { ExplainedVariable } from "@/lib/templates/explain-values";
import type { PlacedFault } from "@/lib/templates/fault";

/** The fields that every contact has, by the names that templates use. */
const STANDARD_FIELDS: Record<string, string> = {
  id: "Contact ID",
  email: "E-mail",
  phone: "Phone",
  firstname: "First name",
  lastname: "Last name",
  company: "Company",
  gender: "Gender",
  language: "Language",
  birthdate: "Date of birth",
  address: "Address",
  city: "City",
  region: "Region",
  postalCode: "Postal code",
  country: "Country",
  note: "Note",
};

export const standardFieldLabel = (name: string): string => STANDARD_FIELDS[name] ?? name;

type Named = Pick<ExplainedVariable, "from" | "name" | "state">;

/** Where a value comes from. */
function origin({ from, name }: Named): string {
  if (from === "local") return `${name}, which the template sets itself`;
  if (from === "answer") return `${name} of the webhooks' answers`;
  if (from === "event") return name ? `the event's parameter ${name}` : "the event's parameters";
  return name ? `the contact's field ${name}` : "the contact";
}

/** Why a name has no value. */
function unresolved({ from, name, state }: Named): string {
  if (from === "answer") return `No webhook has answered with ${name}.`;
  if (state === "unknown" && from === "event") return `No parameter of the event is known as ${name}.`;
  if (state === "unknown")
    return `Neither a contact field nor a known parameter of the event is called ${name}.`;
  if (from === "event") return `This event has no parameter ${name}.`;
  if (from === "nothing")
    return name ? `There is nothing here to read ${name} from.` : "It has no value here.";
  return `This contact has no value for ${name}.`;
}

const briefFault = ({ message }: PlacedFault) =>
  `${message.charAt(0).toUpperCase()}${message.slice(1).replace(/\.$/, "")}.`;

export const templateEditor = {
  loading: "Loading the editor …",
  keys: "Ctrl+Space suggests names, F8 goes to the next mark, Tab leaves the editor.",
  fieldNamed: (label: string) => `${label} · contact field`,
  parameter: "event parameter",
  filter: "filter",
  tag: "tag",
  fault: (fault: PlacedFault) => `${briefFault(fault)} ${fault.remedy}`,
  briefFault,
  unresolved,
  withoutValue: (count: number) => (count === 1 ? "One name has no value:" : `${count} names have no value:`),
} as const;

export const templateResult = {
  loading: "Loading the result …",
  choose: "Choose a contact or an event to see what will be sent.",
  empty: "The result is empty.",
  noValue: "no value",
  left: (count: number) => `… and ${count.toLocaleString("en")} characters more`,
  /** Of an expression as it stands in the template, with what it reads. */
  from: (expression: string, { line, column }: { line: number; column: number }, sources: readonly Named[]) =>
    [
      `${expression} in line ${line}, column ${column}`,
      ...sources.map((each) => (each.state === "value" ? origin(each) : unresolved(each))),
    ].join(" · "),
  notSent: "It would not be sent like this:",
} as const;
