"use client";

import { type MouseEvent, type ReactNode, useId, useState } from "react";
import type { MenuPlace } from "./menu-at";

interface Props {
  /** The button; the properties are all for it. */
  button(properties: ButtonProperties): ReactNode;
  /** What a `MenuAt` with the items makes of the place; asked for when the menu is first opened. */
  menu(place: MenuPlace): ReactNode;
  /** Loads the code of the menu; called when somebody seems to want it. */
  load(): Promise<unknown>;
}

interface ButtonProperties {
  id: string;
  "aria-haspopup": "menu";
  "aria-expanded": boolean;
  "aria-controls": string | undefined;
  onPointerEnter(): void;
  onFocus(): void;
  onClick(event: MouseEvent<HTMLElement>): void;
}

/** A menu that is loaded and put up when it is first wanted: each row of a table has one, and few are ever opened. */
export function LazyMenu({ button, menu, load }: Props) {
  const id = useId();
  const [target, setTarget] = useState<HTMLElement>();
  const [opened, setOpened] = useState(false);
  const prepare = () => void load().catch(() => {});
  return (
    <>
      {button({
        id,
        "aria-haspopup": "menu",
        "aria-expanded": opened,
        "aria-controls": opened ? `${id}-dropdown` : undefined,
        onPointerEnter: prepare,
        onFocus: prepare,
        onClick: ({ currentTarget }) => {
          setTarget(currentTarget);
          setOpened(!opened);
        },
      })}
      {target && menu({ id, target, opened, onChange: setOpened })}
    </>
  );
}
