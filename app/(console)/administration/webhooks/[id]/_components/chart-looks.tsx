/** Both keep 3:1 on the page's ground, and failures are hatched besides: colour alone says nothing. */
export const SUCCEEDED_COLOR = "light-dark(var(--mantine-color-teal-8), var(--mantine-color-teal-5))";
export const FAILED_COLOR = "light-dark(var(--mantine-color-red-8), var(--mantine-color-red-5))";

export const CHART_HEIGHT = 240;
export const HATCHING = "failed-runs";

/** Stripes in the colour of failures, to fill an area with. */
export function Hatching({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width={6} height={6} style={{ fill: "var(--mantine-color-body)" }} />
        <rect width={4} height={6} style={{ fill: FAILED_COLOR }} />
      </pattern>
    </defs>
  );
}

/** What stands beside a word of the legend. */
export function Swatch({ color, hatched = false }: { color: string; hatched?: boolean | undefined }) {
  return (
    <svg width={14} height={14} aria-hidden="true">
      {hatched && <Hatching id={`${HATCHING}-legend`} />}
      <rect width={14} height={14} rx={3} style={{ fill: hatched ? `url(#${HATCHING}-legend)` : color }} />
    </svg>
  );
}
