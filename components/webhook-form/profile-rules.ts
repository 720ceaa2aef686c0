import { isEventType } from "@/lib/event-types/catalogue";
import { canRender } from "@/lib/payloads/can-render";
import { PROFILE_DEFAULTS } from "@/lib/webhooks/profiles";
import { EVENT_PROFILES } from "@/lib/webhooks/schema";
import type { AuthenticationType } from "@/texts/authentication";
import { SETTING_NAMES, type SettingName } from "@/texts/delivery-settings";
import { EMPTY_TRIGGER, type FormValues } from "./form-values";
import { withKind, withType } from "./trigger-type";

/** What a profile decides: it fills in these, and they are what counts from then on. */
export type Filled = Pick<FormValues, "profile" | "delivery" | "triggers">;

export type ProfileName = FormValues["profile"];
type Style = FormValues["delivery"]["payloadStyle"];

/** What was filled in, and what of the person's own had to make room. */
export interface Filling {
  next: Filled;
  overwritten: SettingName[];
  /** Event types that were chosen and can't be sent any more. */
  dropped: string[];
}

/** Saved first and activated afterwards (decision 8); the others have a toggle. */
export const startsCreated = (profile: string) => profile === "stream" || profile === "signed";

interface Offers {
  authentication: AuthenticationType[];
  headers: boolean;
}

const EVERYTHING: Offers = {
  authentication: ["none", "basic", "raw", "headers", "connector"],
  headers: true,
};

/** A stream has S2's ways to authenticate (S2.16), or a connector; signed requests authenticate by their signature. */
const OFFERS: Partial<Record<string, Offers>> = {
  stream: { authentication: ["none", "basic", "headers", "connector"], headers: false },
  signed: { authentication: ["none"], headers: false },
};

/** What the form offers beside the URL; what a webhook has already is always shown. */
export const offersOf = (profile: string): Offers => OFFERS[profile] ?? EVERYTHING;

export const takesSeveral = ({ profile, delivery }: Pick<FormValues, "profile" | "delivery">) =>
  profile !== "simple" && delivery.payloadStyle !== "stream";

export const canSend = (style: Style, type: string) => isEventType(type) && canRender(style, type);

const styleOf = (profile: ProfileName) => PROFILE_DEFAULTS[profile].payloadStyle;

/** Those with a style of their own. */
const SENDING = EVENT_PROFILES.filter((profile) => profile !== "custom");

/** Whether any profile can send it. */
export const canBeSent = (type: string) => SENDING.some((profile) => canSend(styleOf(profile), type));

/** The profile that choosing an event type would switch to; undefined where the present one will do. */
export const profileFor = (type: string, profile: ProfileName, style: Style): ProfileName | undefined =>
  profile === "custom" || canSend(style, type)
    ? undefined
    : SENDING.find((each) => canSend(styleOf(each), type));

/** The settings that aren't the profile's. *Custom* is whatever it is. */
export const changedSettings = ({
  profile,
  delivery,
}: Pick<FormValues, "profile" | "delivery">): SettingName[] =>
  profile === "custom"
    ? []
    : SETTING_NAMES.filter((name) => !same(delivery[name], PROFILE_DEFAULTS[profile][name]));

/** Fills in a profile's settings. *Custom* leaves everything as it stands. */
export function fillProfile(values: Filled, profile: ProfileName): Filling {
  const delivery = profile === "custom" ? values.delivery : PROFILE_DEFAULTS[profile];
  const overwritten = changedSettings(values).filter((name) => !same(values.delivery[name], delivery[name]));
  return fitted(values, { profile, delivery }, overwritten);
}

/**
 * Chooses a trigger. If the present style can't write it, delivery changes to the first profile whose style can; of
 * *Custom*, whose settings are the person's own, the body alone changes (decision 2).
 */
export function chooseTrigger(values: Filled, index: number, type: string): Filling {
  const present = values.delivery.payloadStyle;
  const profile = canSend(present, type) ? undefined : SENDING.find((each) => canSend(styleOf(each), type));
  const chosen = withType(
    values.triggers[index] ?? EMPTY_TRIGGER,
    type,
    profile ? styleOf(profile) : present,
  );
  if (!profile) {
    const next = { ...values, triggers: values.triggers.with(index, chosen) };
    return { next, overwritten: [], dropped: [] };
  }
  // What was chosen just now stays, whatever else has to go.
  const first = { ...values, triggers: [chosen, ...values.triggers.toSpliced(index, 1)] };
  if (values.profile !== "custom") return fillProfile(first, profile);
  return fitted(first, { profile: "custom", delivery: withStyle(values.delivery, styleOf(profile)) }, []);
}

/** The body in another style; a list may hold several events, an object can't. */
export const withStyle = (delivery: FormValues["delivery"], payloadStyle: Style): FormValues["delivery"] => ({
  ...delivery,
  payloadStyle,
  batch: payloadStyle === "stream" ? PROFILE_DEFAULTS.stream.batch : { max: 1, maxWaitMs: 0 },
});

/** Triggers that the style can't write, or that are too many for it, make room. */
function fitted(values: Filled, next: Omit<Filled, "triggers">, overwritten: SettingName[]): Filling {
  const able = values.triggers.filter(({ type }) => type && canSend(next.delivery.payloadStyle, type));
  const kept = takesSeveral(next) ? able : able.slice(0, 1);
  const dropped = values.triggers.flatMap((trigger) =>
    trigger.type && !kept.includes(trigger) ? [trigger.type] : [],
  );
  const triggers = kept.map((trigger) => withKind(trigger, next.delivery.payloadStyle));
  return { next: { ...next, triggers: kept.length > 0 ? triggers : [EMPTY_TRIGGER] }, overwritten, dropped };
}

/** Equal whatever the order of keys. */
export const same = (a: unknown, b: unknown) => canonical(a) === canonical(b);

const canonical = (value: unknown) =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
