import { personaType } from "@/lib/event-types/persona/persona-type";

export const personaPassed = personaType(
  "persona.threshold_passed",
  "passed",
  "PersonaScoringPassedThreshold",
  "ThresholdPassedOn",
);
