"use client";

import { SimpleGrid, Stack, Title } from "@mantine/core";
import { TextLink } from "@/components/ui/text-link";
import { Tile } from "@/components/ui/tile";
import type { Today } from "@/lib/dashboard/schema";
import { paths } from "@/lib/paths";
import { dashboard as t } from "@/texts/dashboard";

/** The day in four numbers, each a link to what it counts. */
export function TodayTiles({ today: { accepted, delivered, lost, waiting } }: { today: Today }) {
  const tiles = [
    {
      label: t.accepted,
      hint: t.acceptedHint,
      figure: t.capped(accepted),
      href: paths.events({ since: "24h" }),
    },
    {
      ...{ label: t.delivered, hint: t.deliveredHint, figure: delivered.toLocaleString("en") },
      href: paths.deliveries({ state: "delivered" }),
    },
    {
      ...{ label: t.lostCount, hint: t.lostHint, figure: lost.toLocaleString("en") },
      href: paths.deliveries({ state: "failed" }),
    },
    {
      ...{ label: t.waitingCount, hint: t.waitingHint, figure: t.capped(waiting) },
      href: paths.deliveries({ state: "pending" }),
    },
  ];
  return (
    <Stack gap="sm" component="section" aria-label={t.today}>
      <Title order={2}>{t.today}</Title>
      <SimpleGrid cols={{ base: 2, lg: 4 }} spacing="sm">
        {tiles.map(({ label, hint, figure, href }) => (
          <Tile key={label} label={label} hint={hint}>
            <TextLink href={href} inherit aria-label={t.figure(label, figure)}>
              {figure}
            </TextLink>
          </Tile>
        ))}
      </SimpleGrid>
    </Stack>
  );
}
