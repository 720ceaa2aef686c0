import type { InspectedRun } from "@/lib/runs/schema";
import { utcMoment } from "./times";

interface Judged {
  run: Pick<InspectedRun["run"], "test">;
  delivery: Pick<NonNullable<InspectedRun["delivery"]>, "state" | "nextAttemptAt"> | null;
  batch?: Pick<NonNullable<InspectedRun["batch"]>, "state" | "nextAttemptAt"> | null;
  webhook: Pick<InspectedRun["webhook"], "status">;
}

/** What we do about this delivery, or these, now, in a sentence. */
export function whatNext({ run, delivery: single, batch, webhook }: Judged, now: Date): string {
  const delivery = single ?? batch;
  if (run.test) return "Nothing. A test is sent once and never repeated.";
  if (!delivery) return "No further try will be made.";
  switch (delivery.state) {
    case "pending":
      if (webhook.status === "suspended")
        return "The webhook is suspended. We try again once it is activated.";
      if (webhook.status !== "active")
        return "The webhook is not active. We try again once it is activated in time.";
      return delivery.nextAttemptAt
        ? `We try again at ${utcMoment(delivery.nextAttemptAt, now)}.`
        : "We try again as soon as a slot is free.";
    case "sending":
      return "The next try is under way.";
    case "delivered":
      return "Nothing. A later try delivered the event.";
    case "discarded":
      return "No further try will be made: the event is too old.";
    case "cancelled":
      return "No further try will be made: the delivery was cancelled.";
    case "failed":
      return "No further try will be made. The event is lost for this webhook unless you resend it.";
  }
}
