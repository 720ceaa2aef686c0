"use server";

import { runAction } from "@/lib/action";
import * as status from "@/lib/workflows/change-status";
import { createWorkflow } from "@/lib/workflows/create";
import { rehearseWorkflow } from "@/lib/workflows/rehearse";
import { updateWorkflow } from "@/lib/workflows/update";

// What arrives here was sent by a browser: types are promises, and each verb parses its input.

export async function create(input: unknown) {
  return runAction("administrator", (caller) => createWorkflow(caller, input));
}

export async function rename(id: string, name: unknown) {
  return runAction("administrator", (caller) => updateWorkflow(caller, String(id), { name }));
}

/** @param ifRevision what the person had in view */
export async function saveDraft(id: string, definition: unknown, ifRevision: number) {
  const options = typeof ifRevision === "number" ? { ifRevision } : {};
  return runAction("administrator", (caller) => updateWorkflow(caller, String(id), { definition }, options));
}

export async function activate(id: string, ifRevision: number) {
  const options = typeof ifRevision === "number" ? { ifRevision } : {};
  return runAction("administrator", (caller) => status.activateWorkflow(caller, String(id), options));
}

export async function pause(id: string) {
  return runAction("administrator", (caller) => status.pauseWorkflow(caller, String(id)));
}

export async function resume(id: string) {
  return runAction("administrator", (caller) => status.resumeWorkflow(caller, String(id)));
}

export async function archive(id: string) {
  return runAction("administrator", (caller) => status.archiveWorkflow(caller, String(id)));
}

export async function duplicate(id: string, name: unknown) {
  return runAction("administrator", (caller) => status.duplicateWorkflow(caller, String(id), { name }));
}

/** Sends and writes nothing, but renders what only those who may change webhooks see. */
export async function rehearse(id: string, input: unknown) {
  return runAction("administrator", (caller) => rehearseWorkflow(caller, String(id), input));
}

export async function remove(id: string) {
  return runAction("administrator", async (caller) => {
    await status.deleteWorkflow(caller, String(id));
    return null;
  });
}
