import {
  blockedAddressSchema,
  blockedFilterSchema,
  blockedListSchema,
  blockSchema,
  MAX_PATTERN,
  optOutsSchema,
} from "@/lib/messages/blocked-schema";
import { inAccount, type Operation } from "../operation";
import { DATA_CENTER } from "./master-lists";
import { CONTACT } from "./schemas";

/** Addresses that nothing is sent to: in quarantine, or on the blocklist. */

const AT = inAccount("/data-centers/{dataCenterId}/blocked-addresses");
const PATTERN = {
  ...DATA_CENTER,
  pattern: {
    description: "An address, or a part of addresses with `*` for the rest, in any case.",
    example: "*@spam.example",
    longest: MAX_PATTERN,
  },
};

const blocked = blockedAddressSchema.meta({ id: "BlockedAddress" });
const example = {
  ...{ pattern: "*@spam.example", because: "blocklisted", reason: "Spam traps" },
  blockedAt: "2026-11-26T10:00:00.000Z",
};
const shared = { section: "Contacts", anyPlan: true } as const;

export const listBlockedAddresses: Operation = {
  ...{ ...shared, id: "listBlockedAddresses", method: "GET", path: AT, scope: "contacts:read" },
  summary: "Get the addresses that nothing is sent to",
  description: "By pattern. `q` is the beginning of a pattern.",
  params: DATA_CENTER,
  query: blockedFilterSchema,
  answers: {
    200: {
      description: "One page of them.",
      schema: blockedListSchema.extend({ blockedAddresses: blocked.array() }),
      example: { blockedAddresses: [example], next: null },
    },
  },
};

export const blockAddress: Operation = {
  ...{ ...shared, id: "blockAddress", method: "PUT", path: `${AT}/{pattern}`, scope: "contacts:write" },
  summary: "Have nothing be sent to an address",
  description:
    "No message goes there any more, transactional ones included. One that is blocked already is on the blocklist from then on, for this reason.",
  params: PATTERN,
  body: {
    schema: blockSchema.meta({ id: "Block" }),
    optional: true,
    examples: { reason: { summary: "With a reason", value: { reason: "Spam traps" } } },
  },
  answers: {
    200: { description: "It was blocked before.", schema: blocked, example },
    201: { description: "It is blocked.", schema: blocked, example },
  },
  problems: ["conflict"],
};

export const unblockAddress: Operation = {
  ...{ ...shared, id: "unblockAddress", method: "DELETE", path: `${AT}/{pattern}`, scope: "contacts:write" },
  summary: "Let messages go to an address again",
  params: PATTERN,
  answers: { 204: { description: "It is not blocked any more." } },
};

export const getOptOuts: Operation = {
  ...{ ...shared, id: "getOptOuts", method: "GET", scope: "contacts:read", params: CONTACT },
  path: inAccount("/data-centers/{dataCenterId}/contacts/{contactId}/opt-outs"),
  summary: "Get what is known of whether a contact may be written to",
  description:
    "What it said last, by opt-in field (null stands for everything), and which blocked addresses fit its own.",
  answers: {
    200: {
      description: "Both lists may be empty.",
      schema: optOutsSchema.extend({ blockedBy: blocked.array() }).meta({ id: "OptOuts" }),
      example: {
        optOuts: [
          {
            ...{ optInField: null, out: true, because: "message.unsubscribed" },
            at: "2026-11-26T10:00:00.000Z",
          },
        ],
        blockedBy: [],
      },
    },
  },
};
