"use client";

import dynamic from "next/dynamic";
import { cloneElement, type ReactElement, type SyntheticEvent, useId, useState } from "react";

const TooltipAt = dynamic(() => import("./tooltip-at").then(({ TooltipAt }) => TooltipAt), { ssr: false });

interface Props {
  label: string;
  /** An element, or a component that hands on what it doesn't know to its element. */
  children: ReactElement<Record<string, unknown>>;
}

/** A tooltip that is loaded and put up when it is first wanted: a table has dozens of them, and few are ever looked at. */
export function LazyTooltip({ label, children }: Props) {
  const id = useId();
  const [target, setTarget] = useState<HTMLElement>();
  const [opened, setOpened] = useState(false);
  const show = ({ currentTarget }: SyntheticEvent<HTMLElement>) => {
    setTarget(currentTarget);
    setOpened(true);
  };
  const hide = () => setOpened(false);
  return (
    <>
      {cloneElement(children, {
        onMouseEnter: show,
        onMouseLeave: hide,
        onFocus: (event: SyntheticEvent<HTMLElement>) =>
          event.currentTarget.matches(":focus-visible") && show(event),
        onBlur: hide,
        onPointerDown: hide,
        "aria-describedby": opened ? id : undefined,
      })}
      {target && <TooltipAt {...{ id, label, target, opened }} onEscape={hide} />}
    </>
  );
}
