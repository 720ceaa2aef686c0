"use client";

import { useDebouncedValue } from "@mantine/hooks";
import { useMemo } from "react";

/** Long enough that somebody who types on is not answered in between. */
const PAUSE_MS = 500;

/** A value of the form as it was at the last pause in typing, and whether it is still that. */
export function useSettled<Value>(value: Value): { settled: Value; typing: boolean } {
  const now = JSON.stringify(value);
  const [then] = useDebouncedValue(now, PAUSE_MS);
  const settled = useMemo(() => JSON.parse(then) as Value, [then]);
  return { settled, typing: now !== then };
}
