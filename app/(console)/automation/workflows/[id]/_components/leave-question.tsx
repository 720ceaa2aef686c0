"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { canvas } from "@/texts/workflow-canvas";

const t = canvas.leave;

/** Asks before a link, a reload or a closed tab takes away what was not saved. */
export function LeaveQuestion({ dirty }: { dirty: boolean }) {
  const router = useRouter();
  const [to, setTo] = useState<string>();
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
      setTo(link.pathname + link.search);
    };
    window.addEventListener("beforeunload", warn);
    document.addEventListener("click", ask, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", warn);
      document.removeEventListener("click", ask, { capture: true });
    };
  }, [dirty]);
  return (
    <ConfirmDialog
      opened={to !== undefined}
      title={t.title}
      confirmLabel={t.leave}
      cancelLabel={t.stay}
      danger
      onConfirm={() => to && router.push(to)}
      onCancel={() => setTo(undefined)}
    >
      {t.text}
    </ConfirmDialog>
  );
}
