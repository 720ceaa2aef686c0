import { z } from "zod";

/** What a scenario notification transmits (S5.12–S5.16, S5.24, S5.25). */

/** *Contact details*, by their names on the wire and in their order there. */
export const SCENARIO_DETAILS = [
  ...["email", "firstname", "lastname", "company", "gender", "language", "birthdate", "postalCode"],
  ...["country", "note"],
] as const;

/** *Information about the contact's consent*. */
export const SCENARIO_CONSENT = [
  ...["consentType", "relationType", "consentDate", "consentExpiration", "consentProof"],
] as const;

/** *Subscriber's personal statistics*. */
export const SCENARIO_STATISTICS = [
  ...["mailingsReceived", "mailingsOpened", "mailingsClicked", "joinedOn", "updatedOn"],
] as const;

/** Keys that are ours in `data`, chosen or not: an additional pair must not pass for them. */
export const RESERVED_KEYS: readonly string[] = [
  ...["type", "id", ...SCENARIO_DETAILS, "customFields", "consent", "statistics"],
  // Never a name of a plain object, whoever reads it.
  "__proto__",
];

export const MAX_ADDITIONAL = 50;
const MAX_KEY = 100;
const MAX_VALUE = 2_000;

const once = <Name extends string>(names: readonly Name[]) =>
  z
    .array(z.enum(names as readonly [Name, ...Name[]]))
    .max(names.length)
    .refine((chosen) => new Set(chosen).size === chosen.length, {
      message: "names one twice",
      params: { remedy: "Name each once." },
    });

const keySchema = z
  .string()
  .min(1, { message: "is empty" })
  .max(MAX_KEY)
  .refine((key) => !/\p{Cc}/u.test(key) && key.isWellFormed(), {
    message: "contains control characters",
    params: { remedy: "Remove line breaks, tabs and other control characters." },
  })
  .refine((key) => !RESERVED_KEYS.includes(key), {
    message: "is a key that the notification has itself",
    params: { remedy: `Choose another one; these are taken: ${RESERVED_KEYS.join(", ")}.` },
  });

export const additionalSchema = z.strictObject({
  key: keySchema,
  /** Fixed text, or with placeholders of fields. */
  value: z.string().max(MAX_VALUE),
});

export const scenarioSettingsSchema = z.strictObject({
  details: once(SCENARIO_DETAILS),
  /** The data center's further fields, by id; those that are added later too, if all. */
  customFields: z.union([z.literal("all"), z.array(z.int().positive()).max(1_000)], {
    error: () => 'can only be "all" or a list of ids',
  }),
  consent: once(SCENARIO_CONSENT),
  statistics: once(SCENARIO_STATISTICS),
  additional: z
    .array(additionalSchema)
    .max(MAX_ADDITIONAL)
    .superRefine((pairs, context) => {
      pairs.forEach(({ key }, index) => {
        if (pairs.findIndex((other) => other.key === key) === index) return;
        context.addIssue({
          code: "custom",
          path: [index, "key"],
          message: "is there twice",
          params: { remedy: "Give each pair a key of its own." },
        });
      });
    }),
});

export type ScenarioSettings = z.infer<typeof scenarioSettingsSchema>;

/** As in the exact sample: who the contact is. */
export const DEFAULT_SCENARIO: ScenarioSettings = {
  details: ["email", "firstname", "lastname"],
  customFields: [],
  consent: [],
  statistics: [],
  additional: [],
};
