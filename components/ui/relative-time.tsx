"use client";

import { Text, type TextProps } from "@mantine/core";
import { useEffect, useState } from "react";
import { relativeTime, utcDateTimeWithZone } from "@/texts/times";
import { LazyTooltip } from "./lazy-tooltip";

const TICK_MS = 20_000;

/** "2 min. ago", kept current, with the exact UTC time on hover and focus. */
export function RelativeTime({ iso, ...props }: TextProps & { iso: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <LazyTooltip label={utcDateTimeWithZone(iso)}>
      <Text span inherit suppressHydrationWarning component="time" {...props} {...{ dateTime: iso }}>
        {relativeTime(iso, now)}
      </Text>
    </LazyTooltip>
  );
}
