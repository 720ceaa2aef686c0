"use client";

import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback, useWindowEvent } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { common } from "@/texts/common";

interface Props {
  value: string;
  placeholder: string;
  label?: string;
  onSearch(text: string): void;
}

/** Asks 300 ms after the last key. Whoever is typing keeps what was typed; the back button takes it back. */
export function SearchField({ value, placeholder, label = common.search, onSearch }: Props) {
  const [text, setText] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const wentBack = useRef(false);
  useWindowEvent("popstate", () => {
    wentBack.current = true;
  });
  useEffect(() => {
    if (wentBack.current || document.activeElement !== input.current) setText(value);
    wentBack.current = false;
  }, [value]);

  const later = useDebouncedCallback(onSearch, 300);
  const change = (next: string) => {
    setText(next);
    later(next.trim());
  };
  return (
    <TextInput
      ref={input}
      label={label}
      placeholder={placeholder}
      role="searchbox"
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        text && <CloseButton size="sm" aria-label={common.clearSearch} onClick={() => change("")} />
      }
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
