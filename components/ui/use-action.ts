"use client";

import { notifications } from "@mantine/notifications";
import { useCallback, useState } from "react";
import type { ActionResult } from "@/lib/action";
import { problems as t } from "@/texts/problems";

type Failure = Extract<ActionResult<never>, { ok: false }>["problem"];

/** Of an action that never arrived, or whose answer did not. */
export const UNREACHABLE: Failure = {
  type: "about:blank",
  title: t.notReachable,
  status: 0,
  detail: t.notReachableText,
  errors: [],
};

/** Runs server actions: says whether one is under way, and keeps or shows what went wrong. */
export function useAction() {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Failure>();

  const run = useCallback(async <Value>(action: () => Promise<ActionResult<Value>>) => {
    setPending(true);
    setProblem(undefined);
    try {
      const result = await action();
      if (!result.ok) setProblem(result.problem);
      return result;
    } catch {
      setProblem(UNREACHABLE);
      return { ok: false as const, problem: UNREACHABLE };
    } finally {
      setPending(false);
    }
  }, []);

  return { run, pending, problem, clearProblem: useCallback(() => setProblem(undefined), []) };
}

/** For actions without a dialog of their own. */
export const showProblem = ({ title, detail }: Failure) =>
  notifications.show({ color: "red", title, message: detail, autoClose: 10_000, role: "alert" });
