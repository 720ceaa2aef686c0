"use client";

import { Pagination } from "@mantine/core";
import { common } from "@/texts/common";

interface Props {
  /** Of all pages together. */
  total: number;
  size: number;
  page: string | undefined;
  go(changes: { page: string | undefined }): void;
}

/** The numbered pages of a list; nothing where one holds it all. */
export function Pages({ total, size, page, go }: Props) {
  const pages = Math.ceil(total / size);
  if (pages <= 1) return null;
  return (
    <Pagination
      total={pages}
      value={Math.min(Number(page ?? 1), pages)}
      onChange={(next) => go({ page: next > 1 ? String(next) : undefined })}
      getControlProps={(control) => ({ "aria-label": common.page(control) })}
      size="sm"
    />
  );
}
