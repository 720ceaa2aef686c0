"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";

export type Go<View> = (changes: Partial<View>, options?: { replace?: boolean }) => void;

/**
 * Filters, sort and page of a list live in its address; any other change than of the page starts at the first one.
 * @param toPath one of lib/paths.ts
 */
export function useListView<View extends object>(toPath: (view: View) => string, view: View) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const go: Go<View> = (changes, { replace } = {}) => {
    const address = toPath({ ...view, page: undefined, cursor: undefined, ...changes });
    startTransition(() => (replace ? router.replace : router.push)(address, { scroll: false }));
  };
  return { go, pending };
}
