import { TRIGGER_OPTIONS } from "@/texts/triggers";
import { canBeSent } from "./profile-rules";

/** Every event type that some profile can send, under its heading. Loaded with the form: it needs the catalogue. */
export const TRIGGERS = TRIGGER_OPTIONS.map(({ group, items }) => ({
  group,
  items: items.filter(({ value }) => canBeSent(value)),
})).filter(({ items }) => items.length > 0);
