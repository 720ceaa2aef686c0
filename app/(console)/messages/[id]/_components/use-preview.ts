"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { UNREACHABLE } from "@/components/ui/use-action";
import type { ActionResult } from "@/lib/action";
import type { MessageLook } from "@/lib/messages/schema";
import { look } from "../../actions";

type Problem = Extract<ActionResult<never>, { ok: false }>["problem"];

const UNREACHED = { ok: false as const, problem: UNREACHABLE };

/** What the mail is made of; the same object as long as nothing has changed. */
export type PreviewInput = Record<string, unknown>;

/**
 * The mail as it stands, made anew whenever the input has changed. Webhooks are asked only when somebody wants it, and
 * their answers stand until the input changes.
 */
export function usePreview(input: PreviewInput) {
  const [shown, setShown] = useState<{ look?: MessageLook; problem?: Problem }>({});
  const [pending, setPending] = useState(true);
  const newest = useRef(0);
  const make = useCallback(
    async (fetchAnswers: boolean) => {
      newest.current += 1;
      const mine = newest.current;
      setPending(true);
      const result = await look({ ...input, fetchAnswers }).catch(() => UNREACHED);
      // What was typed meanwhile is on its way already.
      if (mine !== newest.current) return;
      setPending(false);
      setShown(result.ok ? { look: result.value } : { problem: result.problem });
    },
    [input],
  );
  useEffect(() => void make(false), [make]);
  return { ...shown, pending, ask: () => make(true) };
}
