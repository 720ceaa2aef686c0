"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { WebhookView } from "@/lib/webhooks/schema";

export interface NewRequest {
  /** What the form of a new webhook begins with. */
  label: string;
  dataCenterId: number;
  onCreated(webhook: WebhookView): void;
}

const Context = createContext<NewRequest | undefined>(undefined);

/** Where somebody makes a webhook for something, such as a step of a workflow, which then takes it. */
export function NewRequestContext({ value, children }: { value: NewRequest; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

/** Undefined where nobody waits for it. */
export const useNewRequest = (): NewRequest | undefined => useContext(Context);
