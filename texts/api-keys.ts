import type { Scope } from "@/lib/vocabulary";
import { plural } from "./plural";

interface ScopeGroup {
  title: string;
  scopes: { scope: Scope; allows: string }[];
}

/** What programs can be allowed, as far as there is something to allow; a test compares it with the routes. */
export const SCOPE_GROUPS: ScopeGroup[] = [
  {
    title: "Events",
    scopes: [{ scope: "events:write", allows: "Post events. What a producer of events needs." }],
  },
  {
    title: "Webhooks",
    scopes: [
      { scope: "webhooks:read", allows: "Read webhooks, their runs and deliveries, and events." },
      {
        scope: "webhooks:write",
        allows: "Create, change, test, activate and delete webhooks; send deliveries again; rotate keys.",
      },
      { scope: "secrets:read", allows: "Read signing secrets. Each look is recorded in the audit log." },
    ],
  },
  {
    title: "Workflows",
    scopes: [
      { scope: "workflows:read", allows: "Read workflows, their passages and statistics." },
      {
        scope: "workflows:write",
        allows: "Create, change, activate, pause, archive and delete workflows.",
      },
    ],
  },
  {
    title: "Data centers",
    scopes: [
      {
        scope: "data-centers:write",
        allows: "Create data centers and keep their personas, lead scorings and other lists up to date.",
      },
    ],
  },
  {
    title: "Contacts",
    scopes: [
      { scope: "contacts:read", allows: "Read contacts, groups and segments." },
      {
        scope: "contacts:write",
        allows: "Create, change, delete and erase contacts; keep groups and segments.",
      },
    ],
  },
  {
    title: "Account",
    scopes: [
      { scope: "users:read", allows: "Read who may sign in, as what, and who is invited." },
      {
        scope: "users:write",
        allows:
          "Invite and remove people and change their roles. Whoever has this can let in administrators.",
      },
      {
        scope: "api-keys:write",
        allows: "Read, create and revoke API keys; new ones may do no more than this key.",
      },
      { scope: "audit:read", allows: "Read the audit log: who did what, and when." },
    ],
  },
];

/** The page *API keys*. */
export const apiKeys = {
  title: "API keys",
  intro:
    "Programs sign in with a key: a platform that posts events, a script that manages webhooks. A key is shown once, when it is created.",
  create: "Create an API key",
  count: (total: number) => plural(total, "API key", "API keys"),
  found: (count: string) => `${count} found`,
  emptyTitle: "No API key yet",
  emptyText: "Create a key for the platform that posts events, or for a script that manages webhooks.",
  noMatch: "No API key matches these filters.",
  columns: {
    name: "Name",
    scopes: "Scopes",
    dataCenters: "Data centers",
    created: "Created",
    lastUsed: "Last used",
    state: "State",
  },
  states: { active: "Active", revoked: "Revoked" },
  by: (who: string) => `by ${who}`,
  allDataCenters: "All",
  unknownDataCenter: (id: number) => `No. ${id}`,
  hint: "The first characters of the key",

  name: "Name",
  nameDescription: "What the key is for, for example the program that will use it",
  scopes: "Scopes",
  scopesDescription: "What a program with this key may do. Choose as little as it needs.",
  scopesMissing: "Choose at least one scope.",
  dataCenters: "Data centers",
  dataCentersDescription: "Where the key may write: events, and the lists of a data center.",
  everyDataCenter: "All data centers, also those that are added later",
  chosenDataCenters: "Only these",
  dataCentersMissing: "Choose at least one data center.",
  submit: "Create",
  notCreated: "The key was not created",

  createdTitle: "The key is created",
  shownOnce: "Store it now: it is shown this once",
  shownOnceText:
    "Tidings keeps only a fingerprint of the key and can never show it again. Put it where your program keeps its secrets; whoever has it may do what its scopes allow.",
  key: "The API key",
  copyKey: "Copy key",
  tryEvent: "Post a first event",
  tryRead: "Try it",
  copyCommand: "Copy command",
  stored: "I have stored the key",

  revoke: "Revoke",
  revokeNamed: (name: string) => `Revoke ${name}`,
  activity: "Activity",
  activityOf: (name: string) => `Activity of ${name}`,
  revokeTitle: (name: string) => `Revoke “${name}”?`,
  revokeText: (hint: string) =>
    `From the next request on, every program that uses the key ${hint} is refused with 401: `,
  stops: {
    "events:write": "no event is accepted from it any more",
    "webhooks:read": "it can't read webhooks, runs and deliveries",
    "webhooks:write": "it can't manage webhooks",
    "secrets:read": "it can't read signing secrets",
    "workflows:read": "it can't read workflows",
    "workflows:write": "it can't manage workflows",
    "data-centers:write": "it can't keep data centers up to date",
    "users:read": "it can't read who may sign in",
    "users:write": "it can't manage users",
    "api-keys:write": "it can't manage API keys",
    "audit:read": "it can't read the audit log",
  } as Partial<Record<Scope, string>>,
  stopsAll: "nothing it asks for is answered",
  revokeForGood: "A revoked key can't be used again; create another one instead. What it has done stays.",
  usedLast: "It was last used",
  neverUsed: "It was never used.",
  revoked: (name: string) => `“${name}” is revoked.`,
} as const;
