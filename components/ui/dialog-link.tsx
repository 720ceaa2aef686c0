"use client";

import { usePathname, useSearchParams } from "next/navigation";
import type { ComponentProps, MouseEvent } from "react";
import type { DialogView } from "@/lib/paths";
import { type LinkLooks, linkLooks } from "./link-looks";
import { openDialog } from "./use-dialog-view";

interface Props extends LinkLooks, Omit<ComponentProps<"a">, "href" | "onClick" | "className" | "style"> {
  to: DialogView;
}

/** A link that opens a dialog over this page; in a new tab it opens page and dialog. */
export function DialogLink({ to, size, inherit, underline, fw, c, style, children, ...props }: Props) {
  const pathname = usePathname();
  const search = new URLSearchParams(useSearchParams());
  for (const [key, value] of Object.entries(to)) search.set(key, value);

  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    openDialog(to);
  };

  return (
    <a
      {...props}
      {...linkLooks({ size, inherit, underline, fw, c, style })}
      href={`${pathname}?${search}`}
      onClick={onClick}
    >
      {children}
    </a>
  );
}
