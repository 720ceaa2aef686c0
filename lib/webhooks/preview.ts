import type { Caller } from "@/lib/accounts/caller";
import { loadItems } from "@/lib/data-centers/items";
import { readMasterData } from "@/lib/data-centers/list";
import { createMasterDataReader } from "@/lib/data-centers/master-data";
import { readMessageLists } from "@/lib/data-centers/message-lists";
import { invalid } from "@/lib/errors";
import { type EventTypeName, isEventType } from "@/lib/event-types/catalogue";
import { sampleEvent } from "@/lib/event-types/sample-event";
import { newId } from "@/lib/ids";
import { canRender } from "@/lib/payloads/can-render";
import { previewPayload as renderPreview } from "@/lib/payloads/render";
import type { PayloadStyle, RenderableEvent } from "@/lib/payloads/renderable-event";

export interface PreviewInput {
  type: string;
  dataCenterId: number;
  /** As the webhook writes it; `simple` if not given. */
  payloadStyle?: PayloadStyle;
  /** A trigger's refinements: the sample is about the first of each that is named. */
  refinements?: object;
}

/**
 * What a webhook would send for a typical event, by the renderer of real requests (S1.11, S1.29).
 * @throws Problem 400
 */
export async function previewPayload(caller: Caller, input: PreviewInput): Promise<{ body: string }> {
  const { payloadStyle = "simple" } = input;
  const event = await sampleFor(caller, input);
  if (!canRender(payloadStyle, event.type)) {
    const message = `can't be written in the ${payloadStyle} style`;
    throw invalid([{ path: "type", message, remedy: "Choose another event type or payload style." }]);
  }
  const context = { frozenAt: caller.tidings.now(), test: false };
  return { body: renderPreview(payloadStyle, [event], context) };
}

/**
 * A sample event of the data center's own personas, stages, mailings, communication types and, where the style writes
 * them, fields.
 * @throws Problem 400
 */
export async function sampleFor(caller: Caller, input: PreviewInput): Promise<RenderableEvent> {
  const type = requireType(input.type);
  const dataCenter = await createMasterDataReader(caller.tidings, caller.accountId).dataCenter(
    input.dataCenterId,
  );
  if (!dataCenter) {
    const message = `there is no data center ${input.dataCenterId} in the account`;
    throw invalid([{ path: "dataCenterId", message, remedy: "Choose a data center of the account." }]);
  }
  return sampleEvent(type, {
    eventId: newId(),
    accountId: caller.accountId,
    now: caller.tidings.now(),
    dataCenter,
    ...(await sampleMasterData(caller, input)),
  });
}

async function sampleMasterData(caller: Caller, { dataCenterId, payloadStyle, refinements }: PreviewInput) {
  const wantedOf = (refinements ?? {}) as {
    personaIds?: number[];
    leadScorings?: { id: number; stageIds?: number[] }[];
    mailingIds?: number[];
    communicationTypes?: number[];
    sendingKinds?: string[];
    optInFields?: string[];
    optInKinds?: string[];
    bounceCategories?: string[];
  };
  const { personaIds = [], leadScorings = [], mailingIds = [], communicationTypes = [] } = wantedOf;
  const [sendingKind] = wantedOf.sendingKinds ?? [];
  const [optInField] = wantedOf.optInFields ?? [];
  const [optInKind] = wantedOf.optInKinds ?? [];
  const [bounceCategory] = wantedOf.bounceCategories ?? [];
  const { database } = caller.tidings;
  const place = { accountId: caller.accountId, dataCenterId };
  const data = await readMasterData(database, caller.accountId, dataCenterId);
  const persona = data.personas.find(({ id }) => id === personaIds[0]) ?? data.personas[0];
  const wanted = leadScorings[0];
  const scoring = data.leadScorings.find(({ id }) => id === wanted?.id) ?? data.leadScorings[0];
  const stage = scoring?.stages.find(({ id }) => id === wanted?.stageIds?.[0]) ?? scoring?.stages[0];
  const lists = await readMessageLists(database, caller.accountId, dataCenterId);
  const mailing = lists.mailings.find(({ id }) => id === mailingIds[0]) ?? lists.mailings[0];
  const communicationType =
    lists.communicationTypes.find(({ id }) => id === communicationTypes[0]) ?? lists.communicationTypes[0];
  return {
    ...(persona && { persona }),
    ...(mailing && { mailing }),
    ...(communicationType && { communicationType }),
    ...(sendingKind !== undefined && { sendingKind }),
    ...(optInField !== undefined && { optInField }),
    ...(optInKind !== undefined && { optInKind }),
    ...(bounceCategory !== undefined && { bounceCategory }),
    ...(payloadStyle === "signed" && { fields: await loadItems(database, place, "fields") }),
    ...(scoring && stage && { leadScoring: { id: scoring.id, name: scoring.name, stage } }),
  };
}

export function requireType(name: unknown): EventTypeName {
  if (isEventType(name)) return name;
  const message = "is not a known event type";
  throw invalid([{ path: "type", message, remedy: "Use one of the types of the webhook's triggers." }]);
}
