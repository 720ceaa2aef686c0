import type { JsonObject } from "@/lib/vocabulary";
import { type ActionWords, text } from "./audit-words";
import { plural } from "./plural";

/** What is sent again, in the middle of a sentence; entries stand at the webhook. */
const WHAT: Record<string, string> = {
  failed: "of what failed",
  missed: "of what was missed",
  selected: "of a selection",
};

const what = ({ kind }: JsonObject) => WHAT[text(kind) ?? ""] ?? "";
const count = (value: unknown) => (typeof value === "number" ? plural(value, "delivery", "deliveries") : "");

export const REPLAY_ACTIONS: Record<string, ActionWords> = {
  "replay.started": {
    label: "Started",
    did: "started a replay for webhook",
    more: (details) => ` ${what(details)}: ${count(details.count)}`,
  },
  "replay.paused": {
    label: "Paused",
    did: "paused the replay for webhook",
    more: (details) =>
      ` ${what(details)}${text(details.because) ? `, since the webhook was ${details.because}` : ""}`,
  },
  "replay.resumed": { label: "Resumed", did: "resumed the replay for webhook", more: (d) => ` ${what(d)}` },
  "replay.cancelled": {
    label: "Cancelled",
    did: "cancelled the replay for webhook",
    more: (details) => ` ${what(details)}${text(details.because) ? ", since the webhook was deleted" : ""}`,
  },
  "replay.finished": {
    label: "Finished",
    did: "finished the replay for webhook",
    more: (details) => ` ${what(details)}: ${count(details.queued)}`,
  },
};
