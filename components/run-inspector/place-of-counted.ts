/** Before which of the attempts those stand that are only counted: where most numbers are missing. */
export function placeOfCounted(attempts: readonly { attempt: number }[]): number {
  const missing = attempts.map(({ attempt }, index) => attempt - (attempts[index - 1]?.attempt ?? 0));
  return missing.indexOf(Math.max(...missing));
}
