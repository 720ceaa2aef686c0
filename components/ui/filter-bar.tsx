"use client";

import { Grid } from "@mantine/core";
import { Children, type ReactNode } from "react";

const WIDE = { base: 12, xs: 6, sm: 4, lg: 3 };
const HALF = { base: 6, sm: 4, lg: 3 };

/** The search field first, then the filters, on one line where there is room. */
export function FilterBar({ children }: { children: ReactNode }) {
  return (
    <search>
      <Grid gap="sm">
        {Children.toArray(children).map((child, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the fields of a bar never change places
          <Grid.Col key={index} span={index === 0 ? WIDE : HALF}>
            {child}
          </Grid.Col>
        ))}
      </Grid>
    </search>
  );
}
