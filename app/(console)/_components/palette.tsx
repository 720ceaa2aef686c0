"use client";

import "@mantine/spotlight/styles.css";
import { useMantineColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { createSpotlight, Spotlight } from "@mantine/spotlight";
import {
  IconAlertCircle,
  IconFileSearch,
  IconPlus,
  IconSearch,
  IconSunMoon,
  IconUser,
  IconWebhook,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ComponentType, useEffect, useState } from "react";
import { paths } from "@/lib/paths";
import type { Role } from "@/lib/vocabulary";
import { webhookQueries } from "@/lib/webhooks/queries";
import { commandPalette as t } from "@/texts/command-palette";
import { consoleShell } from "@/texts/console-shell";
import { navigation } from "@/texts/navigation";
import { WEBHOOK_STATUS_LABELS } from "@/texts/statuses";
import { roomsFor } from "../rooms";

const [store, spotlight] = createSpotlight();

interface Entry {
  label: string;
  description?: string;
  icon: ComponentType<{ size?: number; "aria-hidden"?: boolean }>;
  run(): void;
}

/** Opens anew whenever `openings` grows. */
export function Palette({ role, openings }: { role: Role; openings: number }) {
  const [query, setQuery] = useState("");
  const text = query.trim();
  const pages = usePages(role).filter((entry) => isAbout(entry, text));
  const commands = useCommands(role, text).filter(({ always, ...entry }) => always || isAbout(entry, text));
  const webhooks = useWebhooks(text);
  useEffect(() => {
    if (openings > 0) spotlight.open();
  }, [openings]);

  const found = pages.length + commands.length + webhooks.entries.length;
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      clearQueryOnClose
      scrollable
    >
      <Spotlight.Search
        placeholder={t.placeholder}
        aria-label={t.placeholder}
        leftSection={<IconSearch size={18} aria-hidden />}
      />
      <Spotlight.ActionsList>
        <Group label={t.pages} entries={pages} />
        <Group label={t.webhooks} entries={webhooks.entries} />
        <Group label={t.commands} entries={commands} />
        {found === 0 && <Spotlight.Empty role="status">{webhooks.note ?? t.nothingFound}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function Group({ label, entries }: { label: string; entries: Entry[] }) {
  if (entries.length === 0) return null;
  return (
    <Spotlight.ActionsGroup label={label}>
      {entries.map(({ label: name, description, icon: Icon, run }) => (
        <Spotlight.Action
          key={`${name} ${description}`}
          label={name}
          description={description}
          leftSection={<Icon size={20} aria-hidden />}
          onClick={run}
        />
      ))}
    </Spotlight.ActionsGroup>
  );
}

const isAbout = ({ label }: { label: string }, text: string) =>
  label.toLowerCase().includes(text.toLowerCase());

function usePages(role: Role): Entry[] {
  const router = useRouter();
  const problems = { label: navigation.apiProblems, href: paths.problems(), icon: IconAlertCircle };
  const profile = { label: t.profile, href: paths.profile(), icon: IconUser };
  return [...roomsFor(role), problems, profile].map(({ label, href, icon }) => ({
    ...{ label, icon },
    run: () => router.push(href),
  }));
}

function useCommands(role: Role, text: string): (Entry & { always?: boolean })[] {
  const router = useRouter();
  const { toggleColorScheme } = useMantineColorScheme();
  const create = {
    label: t.createWebhook,
    icon: IconPlus,
    run: () => router.push(paths.webhooks({ create: "1" })),
  };
  const scheme = { label: consoleShell.switchColorScheme, icon: IconSunMoon, run: toggleColorScheme };
  const find = {
    ...{ label: t.findEvent(text), icon: IconFileSearch, always: true },
    run: () => router.push(paths.events({ q: text })),
  };
  return [...(role === "administrator" ? [create] : []), scheme, ...(text.length >= 3 ? [find] : [])];
}

function useWebhooks(text: string): { entries: Entry[]; note?: string } {
  const router = useRouter();
  const [asked] = useDebouncedValue(text, 150);
  const { data, isFetching, error } = useQuery({
    ...webhookQueries.search(asked),
    enabled: asked.length > 0,
  });
  if (asked === "") return { entries: [] };
  const entries = (data?.webhooks ?? []).map(({ id, label, status }) => ({
    ...{ label, description: WEBHOOK_STATUS_LABELS[status], icon: IconWebhook },
    run: () => router.push(paths.webhook(id)),
  }));
  return { entries, note: error ? t.notReachable : isFetching ? t.searching : undefined };
}
