import { durationText } from "@/texts/durations";

/** Why a webhook is warned of or was suspended, with the figures that spoke. */
export type HealthReason =
  | { rule: "gone" }
  | { rule: "failed_in_a_row" | "no_success"; lostInARow: number; withoutSuccessMs: number };

/** "The last 10 deliveries failed, and nothing has succeeded for 24 h." */
export function healthReasonText(reason: HealthReason): string {
  if (reason.rule === "gone") return "The endpoint answered 410 Gone: it says that it is there no longer.";
  const silence = `nothing has succeeded for ${silenceText(reason.withoutSuccessMs)}`;
  if (reason.rule === "no_success") return `${silence[0]?.toUpperCase()}${silence.slice(1)}.`;
  const { lostInARow } = reason;
  const lost =
    lostInARow === 1
      ? "The last delivery failed"
      : `The last ${lostInARow.toLocaleString("en")} deliveries failed`;
  return `${lost}, and ${silence}.`;
}

interface SuspensionRules {
  retry: { kind: string };
  suspension: { failedInARow: number; hoursWithoutSuccess: number } | null;
}

/** What happens if it goes on; nothing where suspension is off. */
export function suspensionOutlook({ retry, suspension }: SuspensionRules): string {
  if (suspension === null) return "";
  const { failedInARow, hoursWithoutSuccess } = suspension;
  if (retry.kind === "interval") {
    return `It is suspended when nothing has succeeded for ${durationText((hoursWithoutSuccess / 2) * 3_600)}.`;
  }
  const many =
    failedInARow === 1 ? "a delivery has" : `${failedInARow.toLocaleString("en")} deliveries in a row have`;
  return `It is suspended when ${many} failed and nothing has succeeded for ${hoursWithoutSuccess} h.`;
}

/** Whole hours once there are some, minutes before. */
const silenceText = (ms: number) => {
  const hours = Math.floor(ms / 3_600_000);
  return hours > 0 ? `${hours.toLocaleString("en")} h` : `${Math.floor(ms / 60_000)} min`;
};
