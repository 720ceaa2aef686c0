import { z } from "zod";
import { defineEventType } from "@/lib/event-types/define";
import { JOHN } from "@/lib/event-types/sample-contacts";

/** A platform's own events: `custom.` and a name of its own, with any parameters. */
export const CUSTOM = defineEventType({
  name: "custom.<name>",
  data: z.looseObject({}),
  sample: ({ contact = JOHN }) => ({
    cause: "api",
    contact,
    data: { orderId: "order-7", total: 129.9 },
    masterData: {},
  }),
});

export type CustomName = `custom.${string}`;

const CUSTOM_NAME = /^custom\.\w{1,64}$/;

/** `\w` is letters, digits and `_` of ASCII. */
export const isCustomName = (name: unknown): name is CustomName =>
  typeof name === "string" && CUSTOM_NAME.test(name);
