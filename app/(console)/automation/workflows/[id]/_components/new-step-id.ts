/** Of random values, which browsers give without a secure context too; unlike randomUUID. */
export const newStepId = () =>
  [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
