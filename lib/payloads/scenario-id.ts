/**
 * `evt_` and 25 signs made from a UUID, as long as the printed one: 25 digits of base 36 hold just its 128 bits, so
 * that no two deliveries share one and a delivery has the same at every attempt.
 */
export const scenarioId = (uuid: string): string => `evt_${inBase36(uuid)}`;

/** Of a test, which is no delivery. */
export const scenarioTestId = (uuid: string): string => `test_evt_${inBase36(uuid)}`;

const inBase36 = (uuid: string) =>
  BigInt(`0x${uuid.replaceAll("-", "")}`)
    .toString(36)
    .padStart(25, "0");
