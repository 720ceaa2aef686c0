"use client";

import { TextInput } from "@mantine/core";
import { FilterBar } from "@/components/ui/filter-bar";
import { FilterSelect } from "@/components/ui/filter-select";
import { SearchField } from "@/components/ui/search-field";
import type { Go } from "@/components/ui/use-list-view";
import type { AuditActor } from "@/lib/audit/actors";
import { audit as t } from "@/texts/audit";
import { AUDIT_ACTIONS, AUDIT_NOUNS, AUDIT_TARGETS } from "@/texts/audit-actions";
import type { AuditView } from "../list-view";

interface Option {
  value: string;
  label: string;
}

const ACTIONS = Object.entries(AUDIT_NOUNS).map(([noun, group]) => ({
  group,
  items: Object.entries(AUDIT_ACTIONS)
    .filter(([action]) => action.startsWith(`${noun}.`))
    .map(([value, { label }]) => ({ value, label })),
}));
const KINDS = Object.entries(AUDIT_TARGETS).map(([value, label]) => ({ value, label }));

interface Props {
  view: AuditView;
  go: Go<AuditView>;
  actors: AuditActor[];
}

export function AuditFilters({ view, go, actors }: Props) {
  return (
    <FilterBar>
      <SearchField
        label={t.filters.target}
        value={view.target ?? ""}
        placeholder={t.filters.targetPlaceholder}
        onSearch={(target) => go({ target: target || undefined }, { replace: true })}
      />
      <FilterSelect
        label={t.filters.actor}
        data={actorOptions(actors, view.by)}
        value={view.by}
        onChange={(by) => go({ by })}
      />
      <FilterSelect
        label={t.filters.action}
        data={view.action && !(view.action in AUDIT_ACTIONS) ? [view.action, ...ACTIONS] : ACTIONS}
        value={view.action}
        onChange={(action) => go({ action })}
      />
      <FilterSelect
        label={t.filters.kind}
        data={view.kind && !(view.kind in AUDIT_TARGETS) ? [view.kind, ...KINDS] : KINDS}
        value={view.kind}
        onChange={(kind) => go({ kind })}
      />
      <Day label={t.filters.from} value={view.from} max={view.to} onChange={(from) => go({ from })} />
      <Day label={t.filters.to} value={view.to} min={view.from} onChange={(to) => go({ to })} />
    </FilterBar>
  );
}

/** Whoever has left an entry, by kind; and whoever the address names. */
function actorOptions(actors: AuditActor[], by: string | undefined) {
  const of = (kind: AuditActor["kind"]): Option[] =>
    actors.filter((actor) => actor.kind === kind).map(({ id, name }) => ({ value: id, label: name }));
  const own = (["command_line", "system"] as const).map((kind) => ({ value: kind, label: t.actors[kind] }));
  const known = [...actors.map(({ id }) => id), "command_line", "system"];
  return [
    ...(by && !known.includes(by) ? [{ value: by, label: t.unknownActor(by) }] : []),
    { group: t.people, items: of("user") },
    { group: t.keys, items: of("api_key") },
    { group: t.others, items: own },
  ];
}

interface DayProps {
  label: string;
  value: string | undefined;
  min?: string;
  max?: string;
  onChange(day: string | undefined): void;
}

/** The browser's own field: it knows the keyboard, the calendar and the person's way of writing dates. */
function Day({ label, value, min, max, onChange }: DayProps) {
  return (
    <TextInput
      type="date"
      key={value}
      label={label}
      defaultValue={value ?? ""}
      min={min}
      max={max}
      onBlur={(event) => {
        const day = event.currentTarget.value || undefined;
        if (day !== value) onChange(day);
      }}
      onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
    />
  );
}
