import { becameContact } from "@/lib/event-types/contact/became-contact";
import { blocklisted } from "@/lib/event-types/contact/blocklisted";
import { complained } from "@/lib/event-types/contact/complained";
import { created } from "@/lib/event-types/contact/created";
import { optedIn } from "@/lib/event-types/contact/opted-in";
import { optedOut } from "@/lib/event-types/contact/opted-out";
import { quarantined } from "@/lib/event-types/contact/quarantined";
import { updated } from "@/lib/event-types/contact/updated";
import { CUSTOM, type CustomName, isCustomName } from "@/lib/event-types/custom";
import type { EventType } from "@/lib/event-types/define";
import { profileUpdated } from "@/lib/event-types/form/profile-updated";
import { submitted } from "@/lib/event-types/form/submitted";
import { leadScoringExited } from "@/lib/event-types/lead-scoring/exited";
import { leadScoringPassed } from "@/lib/event-types/lead-scoring/passed";
import { archived } from "@/lib/event-types/message/archived";
import { bounced } from "@/lib/event-types/message/bounced";
import { clicked } from "@/lib/event-types/message/clicked";
import { filteredByBlocklist } from "@/lib/event-types/message/filtered-by-blocklist";
import { opened } from "@/lib/event-types/message/opened";
import { productionError } from "@/lib/event-types/message/production-error";
import { sent } from "@/lib/event-types/message/sent";
import { unsubscribed } from "@/lib/event-types/message/unsubscribed";
import { personaExited } from "@/lib/event-types/persona/exited";
import { personaPassed } from "@/lib/event-types/persona/passed";
import { answered } from "@/lib/event-types/survey/answered";
import { stepReached } from "@/lib/event-types/workflow/step-reached";

/** Every event type, in the order in which people see them (S1.26); each is a file below this folder. */
export const EVENT_TYPES = [
  ...[becameContact, created, updated, optedIn, optedOut, quarantined, complained, blocklisted],
  ...[personaPassed, personaExited],
  ...[leadScoringPassed, leadScoringExited],
  ...[sent, opened, clicked, bounced, productionError, unsubscribed, archived, filteredByBlocklist],
  ...[submitted, profileUpdated],
  answered,
  stepReached,
] as const;

type CatalogueName = (typeof EVENT_TYPES)[number]["name"];

/** A name of the catalogue, or one that a platform gave to events of its own. */
export type EventTypeName = CatalogueName | CustomName;

export const EVENT_TYPE_NAMES: readonly CatalogueName[] = EVENT_TYPES.map((type) => type.name);

/** What producers may post, for people to read. */
export const POSTABLE_NAMES: readonly string[] = [
  ...EVENT_TYPES.flatMap(({ name, raisedByTidings }) => (raisedByTidings ? [] : name)),
  CUSTOM.name,
];

const byName: ReadonlyMap<unknown, EventType> = new Map(EVENT_TYPES.map((type) => [type.name, type]));

export function eventType(name: EventTypeName): EventType {
  const type = byName.get(name) ?? (isCustomName(name) ? CUSTOM : undefined);
  if (!type) throw new Error(`There is no event type "${name}".`);
  return type;
}

export function isEventType(name: unknown): name is EventTypeName {
  return byName.has(name) || isCustomName(name);
}
