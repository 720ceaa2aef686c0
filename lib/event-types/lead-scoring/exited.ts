import { leadScoringType } from "@/lib/event-types/lead-scoring/lead-scoring-type";

export const leadScoringExited = leadScoringType(
  "lead_scoring.threshold_exited",
  "exited",
  "LeadScoringExitedThreshold",
  "ThresholdExitedOn",
);
