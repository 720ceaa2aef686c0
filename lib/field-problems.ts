import type { z } from "zod";
import type { FieldProblem } from "@/lib/errors";
import { EVENT_TYPES } from "@/lib/event-types/catalogue";
import { isWritten } from "@/lib/event-types/define";

type Issue = z.core.$ZodIssue;

/**
 * The places that a schema refused, each with what to do about it. A refinement names its own remedy in
 * `params.remedy`; an unknown key's path is that key. `unknownKeys` are remedies for keys that people expect.
 */
export function fieldProblems(
  error: z.ZodError,
  input: unknown,
  unknownKeys: Record<string, string> = {},
): FieldProblem[] {
  return error.issues.flatMap((issue): FieldProblem[] => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        // Cut, since somebody may have made a key a megabyte long.
        path: [...issue.path, key].join(".").slice(0, 200),
        message: "is not known here",
        remedy:
          (Object.hasOwn(unknownKeys, key) && unknownKeys[key]) ||
          "Remove it, or check its spelling in the documentation.",
      }));
    }
    const missing = valueAt(input, issue.path) === undefined;
    return [
      {
        path: issue.path.join("."),
        message: missing ? "is missing" : messageOf(issue),
        remedy: remedyOf(issue),
      },
    ];
  });
}

/** What some payload style can write. */
const TRIGGERS = EVENT_TYPES.filter(isWritten).map(({ name }) => name);

const NAMES = '[{"name": "X-Source", "value": "tidings"}]';

/** What to do about a place, whatever is wrong with it; `*` stands for an array's index. */
const REMEDIES = new Map(
  Object.entries({
    "": "Send a JSON object.",
    label: "Choose a name of 1 to 200 characters.",
    description: "Use up to 2,000 characters, or leave it out.",
    dataCenterId: "Send the id of one of the account's data centers, a whole number such as 1.",
    triggers: 'Send a list of 1 to 50, such as [{"type": "contact.updated"}].',
    "triggers.*": 'Send an object such as {"type": "contact.updated"}.',
    "triggers.*.type": `Use one of ${TRIGGERS.join(", ")}.`,
    "triggers.*.personaIds": "List 1 to 100 ids of personas, or leave it out for any persona.",
    "triggers.*.personaIds.*": "Use the id of a persona of the data center, a whole number such as 1.",
    "triggers.*.leadScorings":
      'List 1 to 100, such as [{"id": 1, "stageIds": [2]}], or leave it out for any lead scoring.',
    "triggers.*.leadScorings.*": 'Use an object such as {"id": 1}, or {"id": 1, "stageIds": [2]}.',
    "triggers.*.leadScorings.*.id":
      "Use the id of a lead scoring of the data center, a whole number such as 1.",
    "triggers.*.leadScorings.*.stageIds": "List 1 to 100 ids of its stages, or leave it out for any stage.",
    "triggers.*.leadScorings.*.stageIds.*": "Use the id of one of its stages, a whole number such as 2.",
    "triggers.*.properties": "List 1 to 100 names of properties, or leave it out for any property.",
    "triggers.*.properties.*": "Use a property's name, 1 to 200 characters.",
    url: "Write the whole address, for example https://example.com/webhook, in up to 2,048 characters.",
    authentication: 'Send an object such as {"type": "none"}.',
    "authentication.username": "Enter the user name, 1 to 255 characters.",
    "authentication.password": "Enter the password, up to 1,024 characters.",
    "authentication.value": "Enter the value of the Authorization header, up to 8,192 characters.",
    "authentication.token": "Enter the token, up to 8,000 characters.",
    "authentication.in": 'Use "header", or "query" for a parameter of the URL.',
    "authentication.name": "Enter the name of the header or parameter, for example X-Api-Key.",
    "authentication.connectorId": "Send the id of a connector of the account.",
    "authentication.tokenUrl": "Enter the https address of the token server, in up to 2,048 characters.",
    "authentication.clientId": "Enter the client ID, 1 to 500 characters.",
    "authentication.clientSecret": "Enter the client secret, up to 8,000 characters.",
    "authentication.scope": "Enter scopes with blanks between, up to 1,000 characters, or leave it out.",
    "authentication.audience": "Enter the audience, up to 2,048 characters, or leave it out.",
    "authentication.clientAuthentication": 'Use "basic" for the Authorization header, or "body".',
    "authentication.certificate": "Enter the certificate in PEM, up to 50,000 characters.",
    "authentication.privateKey": "Enter the private key in PEM, up to 20,000 characters.",
    "authentication.passphrase": "Enter the passphrase of the private key, up to 1,024 characters.",
    "authentication.headers": `Send a list of 1 to 50 headers, such as ${NAMES}.`,
    "authentication.headers.*": 'Send an object such as {"name": "X-Source", "value": "tidings"}.',
    "authentication.headers.*.name": "Enter the header's name, for example X-Source.",
    "authentication.headers.*.value": "Enter the header's value as text.",
    headers: `Send a list of at most 50 headers, such as ${NAMES}.`,
    "headers.*": 'Send an object such as {"name": "X-Source", "value": "tidings"}.',
    "headers.*.name": "Enter the header's name, for example X-Source.",
    "headers.*.value": "Enter the header's value as text.",
    "headers.*.secret": "Use true to hide the value from then on, else false.",
    delivery: 'Send an object with the settings to change, such as {"deadlineMs": 15000}, or leave it out.',
    "delivery.deadlineMs": "Use a whole number of milliseconds from 1,000 to 30,000.",
    "delivery.concurrency": "Use a whole number from 1 to 256.",
    "delivery.retry":
      'Use {"kind": "none"}, {"kind": "schedule", "delaysSeconds": [5, 300], "jitter": 0.2} or {"kind": "interval", "everySeconds": 10, "untilHours": 72, "from": "accepted"}.',
    "delivery.retry.delaysSeconds":
      'List 1 to 50 gaps in seconds, at most 604,800 (7 days) in all; {"kind": "none"} means no retry.',
    "delivery.retry.delaysSeconds.*": "Use a number of seconds above 0, at most 604,800 (7 days).",
    "delivery.retry.jitter": "Use a number from 0 to 1; 0.2 makes a gap up to 20 % longer.",
    "delivery.retry.everySeconds": "Use a number of seconds from 1 to 604,800 (7 days).",
    "delivery.retry.untilHours": "Use a number of hours above 0, at most 168 (7 days).",
    "delivery.retry.from":
      'Use "accepted" for when the event was accepted, or "first_attempt" for its first try.',
    "delivery.ratePerSecond": "Use a whole number from 1 to 1,000, or null for no limit.",
    "delivery.order": 'Use "none", "webhook" or "contact".',
    "delivery.urlPolicy": 'Use "https", or "https_443" for port 443 alone.',
    "delivery.batch": 'Use {"max": 1, "maxWaitMs": 0}, or leave it out.',
    "delivery.batch.max": "Use a whole number from 1 to 100; above 1 only with the stream style.",
    "delivery.batch.maxWaitMs": "Use a whole number of milliseconds from 0 to 60,000.",
    "delivery.signature": 'Use {"standard": "v1", "rsa": false}, or leave it out.',
    template: 'Send {"parameters": {"in": "query", "pairs": []}, "body": {"format": "none"}}.',
    "template.parameters.in": 'Use "query" or "headers".',
    "template.parameters.pairs": 'List at most 50, such as [{"name": "email", "value": "${email}"}].',
    "template.parameters.pairs.*.name": "Enter the parameter's name, 1 to 200 characters.",
    "template.parameters.pairs.*.value": "Enter the parameter's value, up to 8,192 characters.",
    "template.body": 'Use {"format": "none"}, or {"format": "json", "template": "{}"}.',
    "template.body.template": "Write the body, 1 to 262,144 characters.",
    "scenario.details": 'List contact details, such as ["email", "firstname"].',
    "scenario.customFields": 'List ids of fields of the data center, such as [1, 2], or use "all".',
    "scenario.consent": 'List what to transmit of the consent, such as ["consentType"], or [].',
    "scenario.statistics": 'List what to transmit of the statistics, such as ["mailingsOpened"], or [].',
    "scenario.additional": 'List at most 50 pairs, such as [{"key": "source", "value": "form"}].',
    "scenario.additional.*.key": "Enter the key, 1 to 100 characters.",
    "scenario.additional.*.value": "Enter the value as text, up to 2,000 characters.",
    email: "Enter one address, for example ben@example.com.",
    password: "Use 10 to 128 characters.",
    "triggers.*.communicationTypes":
      "List 1 to 100 ids of communication types, or leave it out for any communication type.",
    "triggers.*.communicationTypes.*":
      "Use the id of a communication type of the data center, a whole number such as 1.",
    "triggers.*.sendingKinds": 'List some of "unitary", "batch" and "campaign", or leave it out for any.',
    "triggers.*.sendingKinds.*": 'Use "unitary", "batch" or "campaign".',
    "triggers.*.optInFields": "List 1 to 100 codes of opt-in fields, or leave it out for any of them.",
    "triggers.*.optInFields.*": "Use the code of an opt-in field, text such as optin_News.",
    "triggers.*.optInKinds": 'List some of "single", "confirmed" and "double", or leave it out for any.',
    "triggers.*.optInKinds.*": 'Use "single", "confirmed" or "double".',
    "triggers.*.bounceCategories": 'List "hard", "soft" or both, or leave it out for any.',
    "triggers.*.bounceCategories.*": 'Use "hard" or "soft".',
    "triggers.*.mailingIds": "List 1 to 100 ids of mailings, or leave it out for any mailing.",
    "triggers.*.mailingIds.*": "Use the id of a mailing of the data center, a whole number such as 1.",
    "delivery.suspension":
      'Use {"failedInARow": 10, "hoursWithoutSuccess": 24, "autoResume": false}, or null for never.',
    "delivery.suspension.failedInARow": "Use a whole number of deliveries from 1 to 1,000.",
    "delivery.suspension.hoursWithoutSuccess": "Use a whole number of hours from 1 to 720.",
    "delivery.suspension.autoResume": "Use true to probe the endpoint and resume by itself, else false.",
    notifyUserIds: "List the ids of at most 50 users of the account.",
    "notifyUserIds.*": "Use the id of a user of the account.",
    limit: "Use a whole number from 1 to 1,000, or leave it out for 100.",
    offset: "Use a whole number from 0 to 1,000,000.",
    cursor: "Send the next of the page before, or leave it out for the first page.",
    since: "Send a time such as 2024-05-28T12:56:40Z.",
    until: "Send a time such as 2024-05-28T13:00:00Z, or leave it out for now.",
    perSecond: "Use a whole number from 1 to 1,000, or leave it out for 100.",
    deliveryIds: "List 1 to 1,000 ids of final deliveries of the webhook.",
    "deliveryIds.*": "Send ids that the list of the webhook's deliveries answers.",
    eventId: "Send the id that was answered when the event was accepted.",
    mailingId: "Use the id of a mailing of the webhook's data center, or leave it out for a sample mailing.",
    numberOfEvents: "Use a whole number from 1 to 100, or leave it out for 1.",
  }),
);

function messageOf(issue: Issue): string {
  // A schema's own words go first.
  if (!/^(Invalid|Too) /.test(issue.message)) return issue.message;
  switch (issue.code) {
    case "invalid_type":
      return `is not ${WORDS[issue.expected] ?? issue.expected}`;
    case "invalid_union":
      return `can only be ${either(alternatives(issue))}`;
    case "invalid_value":
      return `can only be ${either(issue.values)}`;
    case "too_big":
      if (issue.origin === "array") return `has more than ${figure(issue.maximum)} entries`;
      if (issue.origin === "string") return `is longer than ${figure(issue.maximum)} characters`;
      return `is above ${figure(issue.maximum)}`;
    case "too_small":
      if (issue.origin === "array" || issue.origin === "string") return "is empty";
      return issue.inclusive === false
        ? `is not above ${figure(issue.minimum)}`
        : `is below ${figure(issue.minimum)}`;
    default:
      return "is not valid";
  }
}

function remedyOf(issue: Issue): string {
  if (issue.code === "custom" && typeof issue.params?.remedy === "string") return issue.params.remedy;
  const pattern = issue.path.map((key) => (typeof key === "number" ? "*" : String(key))).join(".");
  const known = REMEDIES.get(pattern);
  if (known) return known;
  switch (issue.code) {
    case "invalid_type":
      return `Use ${WORDS[issue.expected] ?? issue.expected}.`;
    case "invalid_value":
      return `Use ${either(issue.values)}.`;
    case "invalid_union":
      return `Use ${either(alternatives(issue))}.`;
    case "too_big":
      return `Use at most ${figure(issue.maximum)}${issue.origin === "string" ? " characters" : ""}.`;
    case "too_small":
      return issue.origin === "string" ? "Fill it in." : `Use at least ${figure(issue.minimum)}.`;
    default:
      return "See the documentation of this call.";
  }
}

const WORDS: Record<string, string> = {
  int: "a whole number",
  number: "a number",
  string: "text",
  boolean: "true or false",
  array: "an array",
  object: "an object",
};

const figure = (number: number | bigint) => number.toLocaleString("en");

/** zod lists what a discriminator may be in its message alone. */
const alternatives = (issue: Issue) => [...issue.message.matchAll(/'([^']+)'/g)].map(([, name]) => name);

function either(values: unknown[]): string {
  const words = values.map((value) => JSON.stringify(value));
  const last = words.pop() ?? "one of the documented forms";
  return words.length > 0 ? `${words.join(", ")} or ${last}` : last;
}

function valueAt(input: unknown, path: PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
