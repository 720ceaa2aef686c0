import { z } from "zod";
import type {
  MasterData,
  PayloadStyle,
  RenderableContact,
  RenderableEvent,
} from "@/lib/payloads/renderable-event";
import type { Wire } from "@/lib/payloads/wire";
import { CAUSES, type Cause, type JsonObject } from "@/lib/vocabulary";
import { EVENT_TYPE_TEXTS } from "@/texts/event-types";

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

/** What a sample is made from; whatever is not given is as printed in docs/events.md. */
export interface SampleContext extends Omit<MasterData, "fields"> {
  eventId: string;
  accountId: number;
  now: number;
  dataCenter: { id: number; name: string };
  contact?: RenderableContact;
  mailing?: { id: number; name: string };
  /** The first value of each refinement that the sample is to fit. */
  sendingKind?: string;
  optInField?: string;
  optInKind?: string;
  bounceCategory?: string;
  /** The data center's fields, for styles that write them. */
  fields?: readonly SampleField[];
}

export interface SampleField {
  code: string;
  label: string;
  type: "text" | "email" | "number" | "date" | "boolean";
  keyField: boolean;
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
  /** Tidings raises it by itself; no producer posts it. */
  raisedByTidings: boolean;
  /** Checks `data` but never replaces it: data is stored and handed on exactly as posted. */
  data: z.ZodType;
  /** What a producer can do about a fault in `data`, by path; `*` stands for an array's index. */
  remedies: Record<string, string>;
  /** A trigger's JSON without its `type`. Strict: a misplaced refinement must not be accepted and ignored. */
  refinements: z.ZodObject;
  wanted(refinements: Record<string, unknown>): Wanted;
  /** Where the signed style writes the type, its cause is offered besides, as `causes`. */
  facets(event: Pick<RenderableEvent, "cause" | "data" | "masterData">): Facets;
  references(data: JsonObject): References;
  sample(context: SampleContext): Sample;
  /** How each wire style writes it; a style that is not named can't. */
  wires: Partial<Record<PayloadStyle, Wire>>;
  /** What a form proposes for a new trigger, by style; the API has no such defaults. */
  defaultRefinements: Partial<Record<PayloadStyle, Record<string, unknown>>>;
}

type Texts = typeof EVENT_TYPE_TEXTS;

interface Definition<Name extends keyof Texts, Data extends z.ZodType, Refinements extends z.ZodObject> {
  name: Name;
  /** Required unless it says otherwise. */
  contact?: "optional";
  raisedByTidings?: true;
  data: Data;
  remedies?: Record<string, string>;
  refinements?: Refinements;
  /** Where the stored form isn't the trigger's own. */
  wanted?(refinements: z.infer<Refinements>): Wanted;
  facets?(event: { data: z.infer<Data>; masterData: MasterData }): Facets;
  references?(data: z.infer<Data>): References;
  sample(context: SampleContext): Sample;
  wires?: EventType["wires"];
  defaultRefinements?: EventType["defaultRefinements"];
}

/**
 * Fills in what most entries share. Its functions see the types of its own schemas, which are then forgotten, so that
 * the catalogue is a plain list: sound as long as callers pass only what the entry's schemas accepted.
 */
export function defineEventType<
  const Name extends keyof Texts,
  Data extends z.ZodType,
  Refinements extends z.ZodObject = typeof NO_REFINEMENTS,
>(definition: Definition<Name, Data, Refinements>): EventType<Name> {
  return {
    ...EVENT_TYPE_TEXTS[definition.name],
    contact: "required",
    raisedByTidings: false,
    remedies: {},
    refinements: NO_REFINEMENTS,
    wanted: asWritten,
    references: () => ({}),
    wires: {},
    defaultRefinements: {},
    ...(definition as unknown as Pick<EventType<Name>, "name" | "data" | "sample">),
    facets: facetsOf(definition as unknown as Partial<EventType<Name>>),
  };
}

const NO_REFINEMENTS = z.strictObject({});

/** Only the signed style asks for causes; each facet that nobody asks for would cost the intake half a microsecond. */
function facetsOf({ facets = () => ({}), wires }: Partial<EventType>): EventType["facets"] {
  if (!wires?.signed) return facets;
  return (event) => {
    const offered = facets(event);
    offered.causes = [event.cause];
    return offered;
  };
}

/** Whether any wire style knows the type, so that a webhook can choose it. */
export const isWritten = ({ wires }: Pick<EventType, "wires">): boolean => Object.keys(wires).length > 0;

/** Most refinements are stored as they are written. */
function asWritten(refinements: Record<string, unknown>): Wanted {
  const given = Object.entries(refinements).filter(([, values]) => values !== undefined);
  return Object.fromEntries(given) as Wanted;
}

/**
 * What the fan-out compares with an event's facets. In the signed style nothing that came about by an import is owed
 * to anybody (S3.16, S3.17).
 */
export function wantedOf(
  type: Pick<EventType, "wanted">,
  refinements: Record<string, unknown>,
  style: PayloadStyle,
): Wanted {
  const wanted = type.wanted(refinements);
  return style === "signed" ? { causes: NOT_IMPORTED, ...wanted } : wanted;
}

const NOT_IMPORTED: string[] = CAUSES.filter((cause) => cause !== "import");
