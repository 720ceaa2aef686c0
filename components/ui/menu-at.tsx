"use client";

import { Menu } from "@mantine/core";
import { useMounted } from "@mantine/hooks";
import { type ReactNode, type RefCallback, useLayoutEffect } from "react";

export interface MenuPlace {
  id: string;
  /** The button that opens it. */
  target: HTMLElement;
  opened: boolean;
  onChange(opened: boolean): void;
}

interface Props extends MenuPlace {
  width: number;
  /** The items. */
  children: ReactNode;
}

/**
 * A menu at a button that is on the page already. It is put up closed and opened afterwards, so that it remembers
 * where the focus was and gives it back.
 */
export function MenuAt({ id, target, opened, onChange, width, children }: Props) {
  const ready = useMounted();
  return (
    <Menu
      id={id}
      opened={ready && opened}
      onChange={onChange}
      position="bottom-end"
      width={width}
      returnFocus
    >
      <Menu.Target>
        <Elsewhere element={target} />
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}

function Elsewhere({ element, ref }: { element: HTMLElement; ref?: RefCallback<HTMLElement> }) {
  useLayoutEffect(() => {
    ref?.(element);
  }, [element, ref]);
  return null;
}
