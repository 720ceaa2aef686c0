"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { FieldProblem } from "@/lib/errors";
import type { Definition, Step } from "@/lib/workflows/definition";
import type { Place } from "@/lib/workflows/edit-steps";
import type { StepStatistics } from "@/lib/workflows/passage-schema";
import type { WorkflowView } from "@/lib/workflows/schema";
import type { Choices, Names } from "@/texts/workflow-canvas";

export interface Editor {
  workflow: Pick<WorkflowView, "id" | "name" | "dataCenterId" | "version">;
  definition: Definition;
  /** Whether the person may change the draft: an administrator, and it is not archived. */
  editable: boolean;
  /** A step's id, or TRIGGER_ID. */
  selected: string | undefined;
  select(id: string | undefined): void;
  edit(change: (definition: Definition) => Definition, about?: string): void;
  /** @param about the field that is being typed in */
  editStep(id: string, change: (step: Step) => Step, about?: string): void;
  insert(place: Place, type: Step["type"]): void;
  remove(id: string): void;
  /** By the step that they are about; those of the trigger and the whole under TRIGGER_ID. */
  problems: ReadonlyMap<string, FieldProblem[]>;
  statistics: ReadonlyMap<string, StepStatistics["steps"][number]>;
  choices: Choices;
  names: Names;
}

const Context = createContext<Editor | null>(null);

export function EditorContext({ value, children }: { value: Editor; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

export function useEditor(): Editor {
  const value = useContext(Context);
  if (!value) throw new Error("useEditor needs an EditorContext above it.");
  return value;
}
