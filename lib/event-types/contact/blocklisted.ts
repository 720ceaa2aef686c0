import { z } from "zod";
import { defineEventType } from "@/lib/event-types/define";
import { plainText } from "@/lib/event-types/fields";
import { optionalText, remark } from "@/lib/event-types/message/message-parts";
import * as wire from "@/lib/payloads/stream";

export const blocklisted = defineEventType({
  name: "contact.blocklisted",
  contact: "optional",
  data: z.looseObject({ pattern: plainText(254), reason: remark }),
  remedies: {
    pattern: "Send the entry of the blocklist, text such as *@spam.example.",
    reason: optionalText('"manual entry"'),
  },
  sample: ({ contact = null }) => ({
    cause: "user",
    contact,
    data: { pattern: "*@spam.example", reason: "manual entry" },
    masterData: {},
  }),
  wires: { stream: wire.stream("blocklist", wire.clientId, wire.created, wire.pattern, wire.reason) },
});
