"use client";

import { Stack, Text } from "@mantine/core";
import Link from "next/link";
import { type CatalogueView, paths } from "@/lib/paths";
import { eventCatalogue as t } from "@/texts/event-catalogue";
import type { Catalogue } from "../read-catalogue";
import classes from "./catalogue.module.css";

/** Each is a link with an address of its own, so that it can be shared, opened beside, and gone back to. */
export function CatalogueList({ groups, view }: { groups: Catalogue["groups"]; view: CatalogueView }) {
  return (
    <Stack component="nav" aria-label={t.list} gap="md">
      {groups.map(({ group, entries }) => (
        <Stack key={group} gap={2}>
          <Text size="xs" c="dimmed" fw={600} tt="uppercase">
            {group}
          </Text>
          {entries.map(({ type, label }) => (
            <Link
              key={type}
              href={paths.eventCatalogue({ ...view, type })}
              prefetch={false}
              scroll={false}
              className={classes.entry}
              aria-current={view.type === type ? "page" : undefined}
            >
              <span>{label}</span>
              <span className={classes.type}>{type}</span>
            </Link>
          ))}
        </Stack>
      ))}
    </Stack>
  );
}
