import { z } from "zod";
import { defineEventType, type Wanted } from "@/lib/event-types/define";
import { distinct, distinctIds, plainText, platformId } from "@/lib/event-types/fields";
import type { MasterData } from "@/lib/payloads/renderable-event";
import { EVENT_TYPE_TEXTS } from "@/texts/event-types";

/** As printed in docs/events.md 2.3. */
const RECIPIENT = { id: "123456789005", email: "john.doe@example.org", properties: {} };
const MAILING = { id: 123456789004, name: "Newsletter" };
const COMMUNICATION_TYPE = { id: 1, name: "Newsletter" };

const sendingKind = z.enum(["unitary", "batch", "campaign"], 'must be "unitary", "batch" or "campaign"');

/** What every message.* event tells. Platforms know communication types by id or by name. */
const message = {
  mailingId: platformId,
  mailId: plainText(200),
  communicationType: z.union(
    [plainText(200), platformId],
    "must be the id or the name of a communication type",
  ),
  sendingKind,
  subscriptionId: z
    .union([plainText(200), z.int()], "must be text of 1 to 200 characters or a whole number")
    .optional(),
};

const messageRemedies = {
  mailingId: "Send the id of a mailing of this data center, a whole number such as 4402.",
  mailId: "Send the id of the recipient's own mail, text such as 3IHQ2XT8-38PY7WFQ-XKNQSY.",
  communicationType: 'Send the id of a communication type, such as 1, or its name, such as "Newsletter".',
  sendingKind: "Send unitary (confirmation, web service, test), batch or campaign.",
  subscriptionId: "Send text of 1 to 200 characters or a whole number, or leave it out.",
};

/** Where the recipient was; all of it may be unknown. */
const reader = {
  remoteAddress: plainText(200).optional(),
  device: plainText(200).optional(),
  operatingSystem: plainText(200).optional(),
  browser: plainText(200).optional(),
};

const optionalText = (example: string) => `Send text such as ${example}, or leave it out.`;

const readerRemedies = {
  remoteAddress: optionalText("203.0.113.7"),
  device: optionalText("desktop"),
  operatingSystem: optionalText("Windows 10"),
  browser: optionalText("Firefox 64.1"),
};

const messageRefinements = z.strictObject({
  communicationTypes: distinctIds.optional(),
  sendingKinds: distinct(sendingKind, (kind) => kind).optional(),
  mailingIds: distinctIds.optional(),
});

interface MessageData {
  mailingId: number;
  communicationType: string | number;
  sendingKind: string;
}

/** A communication type that was posted by its name is offered by its id, by which refinements name it. */
const messageFacets = ({ data, masterData }: { data: MessageData; masterData: MasterData }) => ({
  communicationTypes: [masterData.communicationType?.id ?? data.communicationType],
  sendingKinds: [data.sendingKind],
  mailingIds: [data.mailingId],
});

export const MESSAGE_TYPES = [
  defineEventType({
    name: "message.opened",
    ...EVENT_TYPE_TEXTS["message.opened"],
    contact: "required",
    data: z.looseObject({ ...message, ...reader }),
    remedies: { ...messageRemedies, ...readerRemedies },
    refinements: messageRefinements,
    wanted: ({ communicationTypes, sendingKinds, mailingIds }): Wanted => ({
      ...(communicationTypes && { communicationTypes }),
      ...(sendingKinds && { sendingKinds }),
      ...(mailingIds && { mailingIds }),
    }),
    facets: messageFacets,
    references: ({ mailingId, communicationType }) => ({
      mailings: [mailingId],
      communicationTypes: [communicationType],
    }),
    sample: (context) => {
      const communicationType = context.communicationType ?? COMMUNICATION_TYPE;
      return {
        cause: "interaction",
        contact: context.contact ?? RECIPIENT,
        data: {
          mailingId: (context.mailing ?? MAILING).id,
          mailId: "3IHQ2XT8-38PY7WFQ-XKNQSY",
          communicationType: communicationType.id,
          sendingKind: context.sendingKind ?? "campaign",
          subscriptionId: 1234567,
          remoteAddress: "0.0.0.0",
          device: "desktop",
          operatingSystem: "Windows 10",
          browser: "Firefox 64.1",
        },
        masterData: { communicationType },
      };
    },
    wireNames: { stream: "open" },
  }),
] as const;
