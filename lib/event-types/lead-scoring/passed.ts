import { leadScoringType } from "@/lib/event-types/lead-scoring/lead-scoring-type";

export const leadScoringPassed = leadScoringType(
  "lead_scoring.threshold_passed",
  "passed",
  "LeadScoringPassedThreshold",
  "ThresholdPassedOn",
);
