"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { DIALOG_KEYS, type DialogView } from "@/lib/paths";

const OPENED_HERE = "tidingsDialog";

/**
 * Which dialogs are open, as the address says it. Opening adds to the history without asking the server;
 * closing goes back to where the dialog was opened, or, for a shared address, just shortens it.
 */
export function useDialogView() {
  const search = useSearchParams();
  const router = useRouter();

  const view = useMemo(() => {
    const entries = DIALOG_KEYS.map((key) => [key, search.get(key) ?? undefined]);
    return Object.fromEntries(entries) as DialogView;
  }, [search]);

  const close = useCallback(
    (...keys: (keyof DialogView)[]) =>
      new Promise<void>((resolve) => {
        if (window.history.state?.[OPENED_HERE]) {
          window.addEventListener("popstate", () => resolve(), { once: true });
          window.history.back();
        } else {
          changeDialog(Object.fromEntries(keys.map((key) => [key, undefined])));
          resolve();
        }
      }),
    [],
  );

  /** After a write: close, then show what the server has now. */
  const closeAndRefresh = useCallback(
    async (...keys: (keyof DialogView)[]) => {
      await close(...keys);
      router.refresh();
    },
    [close, router],
  );

  return { view, open: openDialog, change: changeDialog, close, closeAndRefresh };
}

export const openDialog = (changes: DialogView) =>
  window.history.pushState({ [OPENED_HERE]: true }, "", addressWith(changes));

function changeDialog(changes: DialogView) {
  // Only our own mark: handed its own state back, Next takes the change for its own and tells nobody.
  const state = { [OPENED_HERE]: window.history.state?.[OPENED_HERE] };
  window.history.replaceState(state, "", addressWith(changes));
}

function addressWith(changes: DialogView) {
  const { pathname, search } = window.location;
  const next = new URLSearchParams(search);
  for (const [key, value] of Object.entries(changes)) {
    if (value) next.set(key, value);
    else next.delete(key);
  }
  return next.size > 0 ? `${pathname}?${next}` : pathname;
}
