"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import classes from "./page-tabs.module.css";

interface Props {
  label: string;
  tabs: { label: string; href: string }[];
  /** What all of them are about. */
  query?: Record<string, string>;
}

/** Pages beside each other. They are links, each with an address of its own; arrow keys are for tabs of one page. */
export function PageTabs({ label, tabs, query }: Props) {
  const pathname = usePathname();
  const search = query ? `?${new URLSearchParams(query)}` : "";
  return (
    <nav aria-label={label} className={classes.tabs}>
      {tabs.map(({ label: text, href }) => (
        <Link
          key={href}
          href={`${href}${search}`}
          prefetch={false}
          className={classes.tab}
          aria-current={pathname === href ? "page" : undefined}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
