"use client";

import { useEffect, useRef, useState } from "react";
import { inbox } from "@/texts/inbox";

/** What to announce when requests arrive; what was there already is no news. */
export function useArrivals(requests: { id: string }[]): string {
  const [news, setNews] = useState("");
  const newest = useRef<string>(undefined);
  // Ids are UUIDv7: they sort by time.
  const top = requests[0]?.id ?? "";

  useEffect(() => {
    const before = newest.current;
    if (before === undefined || top > before) newest.current = top;
    if (before === undefined) return;
    const count = requests.filter(({ id }) => id > before).length;
    if (count > 0) setNews(inbox.arrived(count, new Date().toISOString().slice(11, 19)));
  }, [top, requests]);

  return news;
}
