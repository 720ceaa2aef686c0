"use client";

import { useState } from "react";
import { useAction } from "@/components/ui/use-action";
import { ROWS_A_MESSAGE } from "@/lib/contacts/import-schema";
import { begin, send, start } from "../actions";
import type { ReadFile } from "./read-csv";

/** A server action takes 1 MB at most; characters may need three bytes each. */
const CHARACTERS_A_MESSAGE = 250_000;

/** Sends a file's rows message by message, then starts the import; says how many are sent. */
export function useUpload() {
  const { run, problem } = useAction();
  const [sent, setSent] = useState<number>();

  const upload = async (dataCenter: string, { name, rows }: ReadFile, settings: object): Promise<boolean> => {
    setSent(0);
    try {
      const file = { fileName: name.slice(0, 200), rows: rows.length, ...settings };
      const begun = await run(() => begin(dataCenter, file));
      if (!begun.ok) return false;
      for (let at = 0; at < rows.length; ) {
        const part = messageFrom(rows, at);
        const result = await run(() => send(begun.value.id, { firstRow: at + 2, rows: part }));
        if (!result.ok) return false;
        at += part.length;
        setSent(at);
      }
      return (await run(() => start(begun.value.id))).ok;
    } finally {
      setSent(undefined);
    }
  };
  return { upload, sent, problem };
}

function messageFrom(rows: string[][], at: number): string[][] {
  let characters = 0;
  let end = at;
  while (end < rows.length && end - at < ROWS_A_MESSAGE) {
    characters += (rows[end] ?? []).reduce((sum, cell) => sum + cell.length + 3, 0);
    if (end > at && characters > CHARACTERS_A_MESSAGE) break;
    end++;
  }
  return rows.slice(at, end);
}
