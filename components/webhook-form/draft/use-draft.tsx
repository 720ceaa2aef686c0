"use client";

import { createContext, type ReactNode, useContext, useRef, useState } from "react";
import { type FieldPath, type UseFormReturn, useFormContext } from "react-hook-form";
import { useConsole } from "@/components/console-context";
import { useAction } from "@/components/ui/use-action";
import type { RunView } from "@/lib/runs/schema";
import type { WebhookView } from "@/lib/webhooks/schema";
import type { SigningKeysView } from "@/lib/webhooks/signing-key-kinds";
import { webhookFormDraft as t } from "@/texts/webhook-form-draft";
import { faultsOf } from "../form-resolver";
import { type FormValues, settingsOf, type TriggerValues, triggerOf } from "../form-values";
import { showBeside } from "../server-faults";

/**
 * What the server has handed out for the draft, to be carried from call to call and back with *Save*
 * (docs/decisions/010).
 */
export interface DraftHold {
  sealed: string | undefined;
}

export interface DraftTest {
  run?: RunView;
  problem?: string;
  /** The form as it was sent. */
  values: FormValues;
}

interface DraftValue {
  hold: DraftHold;
  /** The saved webhook that is being changed; undefined for one that is being made. */
  original: WebhookView | undefined;
  /** Sends a sample of a trigger as the form stands. @param index its place, where it is one of the form's */
  test(trigger: TriggerValues, index: number): Promise<DraftTest>;
  keys: SigningKeysView["keys"] | undefined;
  showKeys(): Promise<void>;
  hideKeys(): void;
  keysPending: boolean;
  keysProblem: string | undefined;
}

const Context = createContext<DraftValue | null>(null);

export function useDraft(): DraftValue {
  const value = useContext(Context);
  if (!value) throw new Error("useDraft needs a DraftProvider above it.");
  return value;
}

interface Props {
  hold: DraftHold;
  original: WebhookView | undefined;
  children: ReactNode;
}

export function DraftProvider({ hold, original, children }: Props) {
  const { actions } = useConsole();
  const form = useFormContext<FormValues>();
  const tests = useAction();
  const shows = useAction();
  const [keys, setKeys] = useState<SigningKeysView["keys"]>();
  /** The hold changes with each answer, so calls go one after the other. */
  const turn = useRef<Promise<unknown>>(Promise.resolve());

  const test = async (trigger: TriggerValues, index: number): Promise<DraftTest> => {
    const values = structuredClone(form.getValues());
    if (!judge(form, values, index)) return { problem: t.incomplete, values };
    const call = turn.current.then(() =>
      tests.run(() =>
        actions.sendDraftTest({
          settings: { ...settingsOf(values), triggers: [triggerOf(trigger)] },
          ...(original && { webhookId: original.id }),
          ...(hold.sealed !== undefined && { draft: hold.sealed }),
        }),
      ),
    );
    turn.current = call;
    const result = await call;
    if (result.ok) {
      hold.sealed = result.value.draft;
      return { run: result.value.run, values };
    }
    const { detail, errors } = result.problem;
    forgetRefused(hold, errors);
    const elsewhere = errors.filter((error) => !showBeside(form, atPlaceOf(error, index)));
    const told = elsewhere.map(({ path, message, remedy }) => t.elsewhere(path, message, remedy));
    return {
      problem:
        errors.length === 0 ? detail : [...told, ...(told.length === 0 ? [t.incomplete] : [])].join(" "),
      values,
    };
  };

  const showKeys = async () => {
    const { signature } = form.getValues("delivery");
    const result = await shows.run(() =>
      actions.showKeysOfDraft({
        signature,
        ...(hold.sealed !== undefined && { draft: hold.sealed }),
      }),
    );
    if (!result.ok) return forgetRefused(hold, result.problem.errors);
    hold.sealed = result.value.draft;
    setKeys(result.value.keys);
  };

  const value: DraftValue = {
    ...{ hold, original, test, keys, showKeys },
    hideKeys: () => setKeys(undefined),
    keysPending: shows.pending,
    keysProblem: shows.problem?.detail,
  };
  return <Context value={value}>{children}</Context>;
}

/** Marks what is wrong of what a request shows; the rest may still be incomplete. @returns whether nothing is */
function judge(form: UseFormReturn<FormValues>, values: FormValues, index: number): boolean {
  const shown = ["dataCenterId", "url", "authentication", "headers", "delivery", `triggers.${index}`];
  const faults = faultsOf(values).filter(([path]) =>
    shown.some((place) => path === place || path.startsWith(`${place}.`)),
  );
  form.clearErrors(shown as FieldPath<FormValues>[]);
  for (const [path, message] of faults) {
    form.setError(path as FieldPath<FormValues>, { type: "invalid", message });
  }
  return faults.length === 0;
}

type Fault = { path: string; message: string; remedy: string };

/** Only one trigger was sent. */
const atPlaceOf = (fault: Fault, index: number): Fault =>
  index < 0 ? fault : { ...fault, path: fault.path.replace(/^triggers\.0(?=\.|$)/, `triggers.${index}`) };

/** Keys that can't be read any more are no use: the next call makes new ones. */
function forgetRefused(hold: DraftHold, errors: Fault[]) {
  if (errors.some(({ path }) => path === "draft")) hold.sealed = undefined;
}
