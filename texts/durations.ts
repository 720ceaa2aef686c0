const UNITS = [
  { name: "d", seconds: 86_400 },
  { name: "h", seconds: 3_600 },
  { name: "min", seconds: 60 },
  { name: "s", seconds: 1 },
] as const;

/** "5 s", "30 min", "1 h 30 min"; the two largest units say enough. */
export function durationText(seconds: number): string {
  let rest = seconds;
  const parts: string[] = [];
  for (const unit of UNITS) {
    const count = unit.seconds === 1 ? Math.round(rest * 10) / 10 : Math.floor(rest / unit.seconds);
    if (count > 0) parts.push(`${count} ${unit.name}`);
    rest -= count * unit.seconds;
  }
  return parts.slice(0, 2).join(" ") || "0 s";
}

/** "28 h", "90 min": one unit, rounded, for "in about …". */
export function aboutText(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 72 * 3_600) return `${Math.round(seconds / 3_600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}

export const millisecondsText = (milliseconds: number) =>
  milliseconds < 1_000
    ? `${milliseconds} ms`
    : `${(milliseconds / 1_000).toLocaleString("en", { maximumFractionDigits: 2 })} s`;
