import type { HindsightInput, RecalledRequestInput } from "@/lib/drafts/hindsight-schema";
import { PROFILE_DEFAULTS } from "@/lib/webhooks/profiles";
import { type WebhookSettingsInput, webhookSettingsSchema } from "@/lib/webhooks/schema";
import { type FormValues, settledTrigger } from "../form-values";

/** What decides which events a webhook is owed. */
export type Deciding = Pick<FormValues, "dataCenterId" | "triggers" | "profile" | "delivery">;

/** What is still missing before anything can be told. */
export type Missing = "notYet" | "incomplete";

/**
 * What to ask the server of a form as it stands, so far as it can be asked. Nothing else of the form goes along, so
 * that typing a label asks nothing anew.
 */
export function lookBackInput({
  dataCenterId,
  triggers,
  profile,
  delivery,
}: Deciding): HindsightInput | Missing {
  const chosen = triggers.filter(({ type }) => type !== "").map(settledTrigger);
  if (dataCenterId === null || chosen.length === 0) return "notYet";
  const { payloadStyle } = delivery;
  const settings = { dataCenterId, profile, triggers: chosen, delivery: { payloadStyle, batch: ALONE } };
  const whole = { ...REST, ...settings, delivery: { ...PROFILE_DEFAULTS[profile], ...settings.delivery } };
  return webhookSettingsSchema.safeParse(whole).success ? { settings } : "incomplete";
}

/** Events are told one by one; a figure that is still being typed is in nobody's way. */
const ALONE = { max: 1, maxWaitMs: 0 };

/** The settings that decide nothing, as no form would fail by. */
const REST = {
  ...{ label: "Draft", description: "", method: "POST" as const, url: "", notifyUserIds: [], headers: [] },
  authentication: { type: "none" as const },
};

/** The same for the request that one event would have made. Secrets stay in the form: nobody needs them for it. */
export function recalledRequestInput(
  { settings }: HindsightInput,
  values: Pick<FormValues, "url" | "authentication" | "headers" | "delivery">,
  eventId: string,
): RecalledRequestInput {
  const { payloadStyle, signature, urlPolicy } = values.delivery;
  return {
    eventId,
    settings: {
      ...settings,
      url: values.url.trim(),
      authentication: withoutSecrets(values.authentication),
      headers: values.headers
        .filter(({ name }) => name.trim() !== "")
        .map(({ name, value, secret }) => ({ name: name.trim(), secret, ...(!secret && { value }) })),
      delivery: { payloadStyle, batch: ALONE, signature, urlPolicy },
    },
  };
}

function withoutSecrets({ type, username, headers }: FormValues["authentication"]) {
  if (type === "basic") return { type, username };
  if (type !== "headers") return { type };
  const named = headers.flatMap(({ name }) => (name.trim() === "" ? [] : { name: name.trim() }));
  const none: WebhookSettingsInput["authentication"] = { type: "none" };
  return named.length > 0 ? { type, headers: named } : none;
}
