"use client";

import { createContext, type ReactNode, useContext } from "react";

export interface AnswerPicker {
  /** Takes a value of the answer: the expression that reads it, and what it is called there. */
  pick(expression: string, name: string): void;
  /** What was taken already. */
  picked: ReadonlySet<string>;
}

const Context = createContext<AnswerPicker | undefined>(undefined);

/** Where values of a test's answer can be taken over by a click, as a workflow's step does (screens 4.7). */
export function AnswerPickerContext(props: { value: AnswerPicker | undefined; children: ReactNode }) {
  return <Context value={props.value}>{props.children}</Context>;
}

/** Undefined where nobody takes any. */
export const useAnswerPicker = (): AnswerPicker | undefined => useContext(Context);
