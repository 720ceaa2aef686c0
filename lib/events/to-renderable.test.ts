import { expect, it } from "vitest";
import { parsePostedEvents } from "@/lib/events/posted-event";
import { toRenderable } from "@/lib/events/to-renderable";
import { renderPayload } from "@/lib/payloads/render";

const posted = {
  type: "persona.threshold_exited",
  dataCenterId: 84,
  cause: "inactivity",
  contact: { id: "1353", email: "john.doe@example.org" },
  data: { personaId: 12, score: 90 },
};
const acceptedAt = Date.parse("2024-05-28T13:05:11Z");
const accepted = {
  id: "018fbf4d-ff58-7b9e-8f0c-0a4c8f9d1c10",
  accountId: 1,
  masterData: {
    dataCenter: { id: 84, name: "Quantum" },
    persona: { id: 12, name: "Decision maker", threshold: 100 },
  },
};
const payload = (input: unknown) => {
  const parsed = parsePostedEvents(input, { now: acceptedAt });
  if (!parsed.ok || !parsed.events[0]) throw new Error("refused");
  const [posted] = parsed.events;
  const occurredAt = posted.occurredAt ?? acceptedAt;
  const event = toRenderable({ ...posted, ...accepted, occurredAt });
  return JSON.parse(renderPayload("simple", [event], { frozenAt: acceptedAt, test: false }));
};

it("makes a posted event into the payload its receivers get (S1.3, S1.44)", () => {
  expect(payload({ ...posted, occurredAt: "2024-05-28T15:00:00.750+02:00" })).toEqual({
    EventId: accepted.id,
    EventType: "PersonaScoringExitedThreshold",
    OccurredOn: "2024-05-28T13:00:00Z",
    Cause: "Inactivity",
    DataCenter: { Id: 84, Name: "Quantum" },
    Persona: {
      PersonaId: 12,
      PersonaName: "Decision maker",
      Threshold: 100,
      Score: 90,
      ThresholdExitedOn: "2024-05-28T13:00:00Z",
    },
    Contact: { ContactId: 1353, Email: "john.doe@example.org" },
  });
});

it("takes the moment of acceptance where no time was posted", () => {
  expect(payload(posted).OccurredOn).toBe("2024-05-28T13:05:11Z");
});
