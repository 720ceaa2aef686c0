"use client";

import { createContext, type ReactNode, useContext, useRef } from "react";
import { type FieldPath, useFormContext } from "react-hook-form";
import type { DraftHold } from "@/components/webhook-form/draft/use-draft";
import type { FieldProblem } from "@/lib/errors";
import type { WebhookView } from "@/lib/webhooks/schema";
import { useEnvironment } from "./environment";
import { requestFaults } from "./request-resolver";
import { type RequestValues, requestSettingsOf } from "./request-values";
import { showRequestFault } from "./server-faults";

/** What a call about the draft sends. */
export interface DraftInput {
  settings: Record<string, unknown>;
  webhookId?: string;
  draft?: string;
}

interface RequestDraft {
  hold: DraftHold;
  original: WebhookView | undefined;
}

const Context = createContext<RequestDraft | null>(null);

export function RequestDraftProvider({ value, children }: { value: RequestDraft; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

/** The form as it stands, for who tries it out before it is saved (docs/decisions/010). */
export function useRequestDraft() {
  const draft = useContext(Context);
  if (!draft) throw new Error("useRequestDraft needs a RequestDraftProvider above it.");
  const { hold, original } = draft;
  const form = useFormContext<RequestValues>();
  const { fields } = useEnvironment();
  /** The hold changes with each answer, so calls go one after the other. */
  const turn = useRef<Promise<unknown>>(Promise.resolve());

  /** Marks what is wrong of what a request shows. @returns whether nothing is */
  const judge = (): boolean => {
    const faults = requestFaults(form.getValues(), fields).filter(([path]) => !NOT_SENT.test(path));
    form.clearErrors();
    for (const [path, message] of faults) {
      form.setError(path as FieldPath<RequestValues>, { type: "invalid", message });
    }
    return faults.length === 0;
  };

  const input = (): DraftInput => ({
    settings: { kind: "workflow", ...requestSettingsOf(form.getValues()) },
    ...(original && { webhookId: original.id }),
    ...(hold.sealed !== undefined && { draft: hold.sealed }),
  });

  /** Carries what the server has sealed from call to call. */
  const call = async <Result extends { ok: boolean; value?: unknown }>(
    ask: (input: DraftInput) => Promise<Result>,
  ) => {
    const answer = turn.current.then(() => ask(input()));
    turn.current = answer;
    const result = await answer;
    const value = result.value as { draft?: unknown } | undefined;
    if (typeof value?.draft === "string") hold.sealed = value.draft;
    return result;
  };

  /** @returns what has no place in the form */
  const refused = (errors: readonly FieldProblem[]): FieldProblem[] => {
    // Keys that can't be read any more are no use: the next call makes new ones.
    if (errors.some(({ path }) => path === "draft")) hold.sealed = undefined;
    return errors.filter((error) => !showRequestFault(form, error));
  };

  return { original, hold, judge, call, refused };
}

/** How it is called shows in no request. */
const NOT_SENT = /^(label|description|notifyUserIds)\b/;
