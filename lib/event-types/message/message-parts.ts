import { z } from "zod";
import type { References, Sample, SampleContext } from "@/lib/event-types/define";
import {
  distinct,
  distinctIds,
  freeText,
  plainText,
  platformId,
  textOrWhole,
} from "@/lib/event-types/fields";
import { RECIPIENT } from "@/lib/event-types/sample-contacts";
import type { MasterData } from "@/lib/payloads/renderable-event";
import { wholeSeconds } from "@/lib/payloads/wire-values";
import type { JsonObject } from "@/lib/vocabulary";

/** What events about a message share, those of the contact it was sent to included. */

const MAILING = { id: 123456789004, name: "Newsletter" };
const COMMUNICATION_TYPE = { id: 1, name: "Newsletter" };

const sendingKind = z.enum(["unitary", "batch", "campaign"], 'must be "unitary", "batch" or "campaign"');

/** Which sending it was. Platforms know communication types by id or by name. */
export const sendingData = {
  mailingId: platformId,
  communicationType: z.union(
    [plainText(200), platformId],
    "must be the id or the name of a communication type",
  ),
  sendingKind,
  subscriptionId: textOrWhole.optional(),
  sendLogId: textOrWhole.optional(),
  processedAt: z.iso
    .datetime({ offset: true, error: "must be an ISO 8601 time with Z or an offset" })
    .optional(),
};

/** What every message.* event tells. */
export const messageData = { ...sendingData, mailId: plainText(200) };

/** Where the recipient was; all of it may be unknown. */
export const readerData = {
  remoteAddress: plainText(200).optional(),
  device: plainText(200).optional(),
  operatingSystem: plainText(200).optional(),
  browser: plainText(200).optional(),
};

/** Where it was sent, such as EMAIL. */
export const mediaData = { mediaType: plainText(200).optional() };

export const code = textOrWhole.optional();
export const remark = freeText(4_000).optional();

/** What to do about a field that may be left out. */
export const optionalText = (example: string) => `Send text such as ${example}, or leave it out.`;
export const optionalId = "Send text of 1 to 200 characters or a whole number, or leave it out.";
const ownId = "Send the id of the recipient's own mail, text such as 3IHQ2XT8-38PY7WFQ-XKNQSY";

export const sendingRemedies = {
  mailingId: "Send the id of a mailing of this data center, a whole number such as 4402.",
  mailId: `${ownId}, or leave it out.`,
  communicationType: 'Send the id of a communication type, such as 1, or its name, such as "Newsletter".',
  sendingKind: "Send unitary (confirmation, web service, test), batch or campaign.",
  subscriptionId: optionalId,
  sendLogId: optionalId,
  processedAt: "Send a time such as 2024-05-28T13:09:41Z, or leave it out.",
};

export const messageRemedies = {
  ...sendingRemedies,
  mailId: `${ownId}.`,
  mediaType: optionalText("EMAIL"),
};

export const readerRemedies = {
  remoteAddress: optionalText("203.0.113.7"),
  device: optionalText("desktop"),
  operatingSystem: optionalText("Windows 10"),
  browser: optionalText("Firefox 64.1"),
};

export const messageRefinements = z.strictObject({
  communicationTypes: distinctIds.optional(),
  sendingKinds: distinct(sendingKind, (kind) => kind).optional(),
  mailingIds: distinctIds.optional(),
});

/** S3.11: all types of communications, unitary sending. */
export const UNITARY = { signed: { sendingKinds: ["unitary"] } };

interface SendingData {
  mailingId: number;
  communicationType: string | number;
  sendingKind: string;
}

/** A communication type that was posted by its name is offered by its id, by which refinements name it. */
export const messageFacets = ({ data, masterData }: { data: SendingData; masterData: MasterData }) => ({
  communicationTypes: [masterData.communicationType?.id ?? data.communicationType],
  sendingKinds: [data.sendingKind],
  mailingIds: [data.mailingId],
});

export const messageReferences = ({ mailingId, communicationType }: SendingData): References => ({
  mailings: [mailingId],
  communicationTypes: [communicationType],
});

/** A message that was processed four seconds ago. */
export function messageSample(context: SampleContext, cause: Sample["cause"], data: JsonObject): Sample {
  const communicationType = context.communicationType ?? COMMUNICATION_TYPE;
  return {
    cause,
    contact: context.contact ?? RECIPIENT,
    data: {
      mailingId: (context.mailing ?? MAILING).id,
      mailId: "3IHQ2XT8-38PY7WFQ-XKNQSY",
      communicationType: communicationType.name,
      sendingKind: context.sendingKind ?? "campaign",
      subscriptionId: 1234567,
      sendLogId: 990017,
      processedAt: wholeSeconds(context.now - 4_000),
      ...data,
    },
    masterData: { communicationType },
  };
}

/** How somebody read it, in a sample. */
export const SAMPLE_READER = {
  remoteAddress: "0.0.0.0",
  device: "desktop",
  operatingSystem: "Windows 10",
  browser: "Firefox 64.1",
};
