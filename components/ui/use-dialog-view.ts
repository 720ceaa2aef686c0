"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { DIALOG_KEYS, type DialogView } from "@/lib/paths";

const OPENED_HERE = "tidingsDialog";

/**
 * Which dialogs are open, as the address says it. Opening adds to the history without asking the server;
 * closing goes back to where the dialog was opened, or, for a shared address, just shortens it.
 */
export function useDialogView() {
  const search = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();

  const view = useMemo(() => {
    const entries = DIALOG_KEYS.map((key) => [key, search.get(key) ?? undefined]);
    return Object.fromEntries(entries) as DialogView;
  }, [search]);

  const addressWith = useCallback(
    (changes: DialogView) => {
      const next = new URLSearchParams(window.location.search);
      for (const [key, value] of Object.entries(changes)) {
        if (value) next.set(key, value);
        else next.delete(key);
      }
      return next.size > 0 ? `${pathname}?${next}` : pathname;
    },
    [pathname],
  );

  const open = useCallback(
    (changes: DialogView) => window.history.pushState({ [OPENED_HERE]: true }, "", addressWith(changes)),
    [addressWith],
  );

  const change = useCallback(
    (changes: DialogView) => {
      // Only our own mark: handed its own state back, Next takes the change for its own and tells nobody.
      const state = { [OPENED_HERE]: window.history.state?.[OPENED_HERE] };
      window.history.replaceState(state, "", addressWith(changes));
    },
    [addressWith],
  );

  const close = useCallback(
    (...keys: (keyof DialogView)[]) =>
      new Promise<void>((resolve) => {
        if (window.history.state?.[OPENED_HERE]) {
          window.addEventListener("popstate", () => resolve(), { once: true });
          window.history.back();
        } else {
          change(Object.fromEntries(keys.map((key) => [key, undefined])));
          resolve();
        }
      }),
    [change],
  );

  /** After a write: close, then show what the server has now. */
  const closeAndRefresh = useCallback(
    async (...keys: (keyof DialogView)[]) => {
      await close(...keys);
      router.refresh();
    },
    [close, router],
  );

  return { view, open, change, close, closeAndRefresh };
}
