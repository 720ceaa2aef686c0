import { personaType } from "@/lib/event-types/persona/persona-type";

export const personaExited = personaType(
  "persona.threshold_exited",
  "exited",
  "PersonaScoringExitedThreshold",
  "ThresholdExitedOn",
);
