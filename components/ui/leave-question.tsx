"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { common } from "@/texts/common";

const t = common.leave;

/** Where somebody wants to go: an address within the console, or where the back button leads. */
type Wish = { to: string } | "back";

/** Asks before a link, the back button, a reload or a closed tab takes away what was not saved. */
export function LeaveQuestion({ dirty }: { dirty: boolean }) {
  const router = useRouter();
  const [wish, setWish] = useState<Wish>();
  const held = useBackHeld(dirty, () => setWish("back"));
  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    const ask = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
      if (!link || elsewhere || link.target === "_blank") return;
      if (link.origin !== location.origin || link.pathname === location.pathname) return;
      event.preventDefault();
      event.stopPropagation();
      setWish({ to: link.pathname + link.search });
    };
    window.addEventListener("beforeunload", warn);
    document.addEventListener("click", ask, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", warn);
      document.removeEventListener("click", ask, { capture: true });
    };
  }, [dirty]);
  const leave = () => {
    setWish(undefined);
    if (wish === "back") held.letGo();
    else if (wish) router.push(wish.to);
  };
  const stay = () => {
    if (wish === "back") held.holdAgain();
    setWish(undefined);
  };
  return (
    <ConfirmDialog
      opened={wish !== undefined}
      title={t.title}
      confirmLabel={t.leave}
      cancelLabel={t.stay}
      danger
      onConfirm={leave}
      onCancel={stay}
    >
      {t.text}
    </ConfirmDialog>
  );
}

/**
 * No browser lets a page refuse the back button. So the page stands in the history twice while something is unsaved:
 * going back leads from the one to the other, where it can be asked about.
 */
function useBackHeld(dirty: boolean, onBack: () => void) {
  const search = useSearchParams().toString();
  const twice = useRef(false);
  const shown = useRef({ search, dirty, onBack });
  useEffect(() => {
    shown.current = { search, dirty, onBack };
  });
  useEffect(() => {
    // A dialog that the address opens has a place of its own in the history, and closes by going back.
    if (!dirty || twice.current || search !== "") return;
    twice.current = true;
    window.history.pushState(null, "", location.href);
  }, [dirty, search]);
  useEffect(() => {
    const ask = () => {
      const { search: before, dirty, onBack } = shown.current;
      if (!twice.current || before !== new URLSearchParams(location.search).toString()) return;
      twice.current = false;
      if (dirty) onBack();
      else window.history.back();
    };
    // Before the router's own: it shows the other address at once, and what was shown is no longer known then.
    window.addEventListener("popstate", ask, { capture: true });
    return () => window.removeEventListener("popstate", ask, { capture: true });
  }, []);
  return {
    letGo: () => window.history.back(),
    holdAgain() {
      twice.current = true;
      window.history.pushState(null, "", location.href);
    },
  };
}
