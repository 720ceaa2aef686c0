"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { paths, type WebhooksView } from "@/lib/paths";

export type Go = (changes: Partial<WebhooksView>, options?: { replace?: boolean }) => void;

/** Filters, sort and page live in the address; any other change than of the page starts at page one. */
export function useListNavigation(view: WebhooksView) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const go: Go = (changes, { replace } = {}) => {
    const address = paths.webhooks({ ...view, page: undefined, ...changes });
    startTransition(() => (replace ? router.replace : router.push)(address, { scroll: false }));
  };
  return { go, pending };
}
