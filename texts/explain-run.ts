import type { RunRow } from "@/lib/runs/schema";
import { type Explanation, RUN_REASON_TEXTS } from "./run-reasons";
import { explainStatus } from "./status-codes";

type Judged = Pick<RunRow, "verdict" | "reason" | "statusCode">;

/** How a run went, in words; one text per reason and per kind of answer. */
export function explainRun({ verdict, reason, statusCode }: Judged): Explanation {
  if (verdict === "succeeded") {
    return {
      title: `Answered ${statusCode ?? "2xx"}`,
      cause: `The request was accepted (code ${statusCode ?? "2xx"}).`,
      remedy: "",
    };
  }
  if (reason === "status_not_accepted" && statusCode !== null) return explainStatus(statusCode);
  if (reason) return RUN_REASON_TEXTS[reason];
  return { title: "Failed", cause: "The attempt failed.", remedy: "Look at the details below." };
}

/** A 2xx answer that failed only because the webhook takes nothing but 200. */
export const failedOnlyByRule = ({ verdict, reason, statusCode }: Judged) =>
  verdict === "failed" &&
  reason === "status_not_accepted" &&
  statusCode !== null &&
  statusCode >= 201 &&
  statusCode <= 299;

/** The short code beside the words: a status code where there was an answer, else our reason. */
export const codeOf = ({ reason, statusCode }: Judged) => String(statusCode ?? reason ?? "unknown");
