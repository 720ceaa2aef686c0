import type { z } from "zod";
import type {
  MasterData,
  PayloadStyle,
  RenderableContact,
  RenderableEvent,
} from "@/lib/payloads/renderable-event";
import type { Cause, JsonObject } from "@/lib/vocabulary";

/** What an event offers to a refinement, by the refinement's name. */
export type Facets = Record<string, (string | number)[]>;

/** A trigger's refinements in the flat form that is stored with it and compared with facets. */
export type Wanted = Record<string, (string | number)[]>;

/** The master data an event names. It has to exist, and its names and thresholds are copied on acceptance. */
export interface References {
  personas?: number[];
  leadScorings?: { id: number; stageId: number }[];
  mailings?: number[];
  /** By id, or by name as some platforms know them; its own data center may not know it. */
  communicationTypes?: (string | number)[];
}

/** What a sample is made from; whatever is not given is as printed in docs/events.md 2.2. */
export interface SampleContext extends MasterData {
  eventId: string;
  accountId: number;
  now: number;
  dataCenter: { id: number; name: string };
  contact?: RenderableContact;
  mailing?: { id: number; name: string };
  sendingKind?: string;
}

export interface Sample {
  cause: Cause;
  contact: RenderableContact | null;
  data: JsonObject;
  masterData: MasterData;
}

/** One entry of the catalogue: all that the product knows about an event type, in one place. */
export interface EventType<Name extends string = string> {
  name: Name;
  label: string;
  /** Heading under which a list of triggers shows it. */
  group: string;
  description: string;
  contact: "required" | "optional";
  /** Checks `data` but never replaces it: data is stored and handed on exactly as posted. */
  data: z.ZodType;
  /** What a producer can do about a fault in `data`, by path; `*` stands for an array's index. */
  remedies: Record<string, string>;
  /** A trigger's JSON without its `type`. Strict: a misplaced refinement must not be accepted and ignored. */
  refinements: z.ZodObject;
  wanted(refinements: Record<string, unknown>): Wanted;
  facets(event: Pick<RenderableEvent, "data" | "masterData">): Facets;
  references(data: JsonObject): References;
  sample(context: SampleContext): Sample;
  /** What each wire style calls it; a style that is not named can't render it. */
  wireNames: Partial<Record<PayloadStyle, string>>;
}

type Definition<Name extends string, Data extends z.ZodType, Refinements extends z.ZodObject> = Omit<
  EventType<Name>,
  "data" | "refinements" | "wanted" | "facets" | "references"
> & {
  data: Data;
  refinements: Refinements;
  wanted(refinements: z.infer<Refinements>): Wanted;
  facets(event: { data: z.infer<Data>; masterData: MasterData }): Facets;
  references(data: z.infer<Data>): References;
};

/**
 * Lets an entry's functions see the types of its own schemas and then forgets them, so that the catalogue
 * is a plain list. The cast is sound as long as callers pass only what the entry's schemas accepted.
 */
export function defineEventType<
  const Name extends string,
  Data extends z.ZodType,
  Refinements extends z.ZodObject,
>(definition: Definition<Name, Data, Refinements>): EventType<Name> {
  return definition as unknown as EventType<Name>;
}
