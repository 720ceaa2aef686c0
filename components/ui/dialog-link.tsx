"use client";

import { Anchor, type AnchorProps } from "@mantine/core";
import { usePathname, useSearchParams } from "next/navigation";
import type { MouseEvent, ReactNode, Ref } from "react";
import type { DialogView } from "@/lib/paths";
import { useDialogView } from "./use-dialog-view";

interface Props extends AnchorProps {
  to: DialogView;
  children: ReactNode;
  "aria-label"?: string;
  ref?: Ref<HTMLAnchorElement>;
}

/** A link that opens a dialog over this page; in a new tab it opens page and dialog. */
export function DialogLink({ to, children, ref, ...props }: Props) {
  const { open } = useDialogView();
  const pathname = usePathname();
  const search = new URLSearchParams(useSearchParams());
  for (const [key, value] of Object.entries(to)) search.set(key, value);

  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    open(to);
  };

  return (
    <Anchor size="sm" {...props} ref={ref} href={`${pathname}?${search}`} onClick={onClick}>
      {children}
    </Anchor>
  );
}
