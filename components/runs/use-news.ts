"use client";

import { useEffect, useRef, useState } from "react";
import type { RunGroup } from "@/lib/runs/schema";
import { runsList as t } from "@/texts/runs-list";
import { utcTime } from "@/texts/times";

/** What to announce when the live list grows: the newest run seen so far is the mark. */
export function useNews(groups: RunGroup[] | undefined, list: string): string {
  const [news, setNews] = useState("");
  const mark = useRef<{ list: string; newest: string }>(undefined);

  useEffect(() => {
    if (!groups) return;
    // Ids are UUIDv7: they sort by time.
    const ids = groups.flatMap((group) => group.runs.map((run) => run.id)).sort();
    const newest = ids.at(-1) ?? "";
    const before = mark.current;
    mark.current = { list, newest };
    if (before?.list !== list) return setNews("");
    const count = ids.filter((id) => id > before.newest).length;
    if (count > 0) setNews(t.newRuns(count, utcTime(new Date().toISOString())));
  }, [groups, list]);

  return news;
}
