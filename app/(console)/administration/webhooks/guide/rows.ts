import { PROFILE_DEFAULTS } from "@/lib/webhooks/profiles";
import { deliverySentence } from "@/texts/delivery-sentence";
import { RUN_REASON_TEXTS } from "@/texts/run-reasons";
import { userGuide as t } from "@/texts/user-guide";
import { webhookSettings } from "@/texts/webhook-settings";

/** The profiles with settings of their own; *Custom* begins as *Simple notification*. */
const PROFILES = ["simple", "stream", "signed"] as const;

export const profileRows = () =>
  PROFILES.map((name) => {
    const delivery = PROFILE_DEFAULTS[name];
    return {
      profile: webhookSettings.profiles[name] ?? name,
      tries: deliverySentence(delivery),
      success: t.success[delivery.success],
    };
  });

/** Those that an event webhook can meet. */
const NOT_OF_EVENTS = ["template_failed", "connector_token_failed", "contact_not_found"];

export const reasonRows = () =>
  Object.entries(RUN_REASON_TEXTS)
    .filter(([reason]) => !NOT_OF_EVENTS.includes(reason))
    .map(([reason, { title, cause, remedy }]) => ({ reason, title, cause, remedy }));
