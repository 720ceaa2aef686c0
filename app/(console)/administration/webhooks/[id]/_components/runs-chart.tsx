"use client";

import "@mantine/charts/styles.css";
import { BarChart } from "@mantine/charts";
import type { WebhookOverview } from "@/lib/webhooks/overview-schema";
import { shortDay } from "@/texts/times";
import { webhookPage } from "@/texts/webhook-page";
import { CHART_HEIGHT, FAILED_COLOR, HATCHING, Hatching, SUCCEEDED_COLOR } from "./chart-looks";

const t = webhookPage.overview;

const SERIES = [
  { name: "succeeded", label: t.chartSucceeded, color: SUCCEEDED_COLOR },
  { name: "failed", label: t.chartFailed, color: FAILED_COLOR },
];

export function RunsChart({ days }: { days: WebhookOverview["days"] }) {
  return (
    <BarChart
      h={CHART_HEIGHT}
      data={days.map(({ day, ...counts }) => ({ day: shortDay(day), ...counts }))}
      dataKey="day"
      type="stacked"
      series={SERIES}
      barProps={({ name }) => ({
        isAnimationActive: false,
        ...(name === "failed" && { fill: `url(#${HATCHING})` }),
      })}
      maxBarWidth={36}
      tickLine="none"
      gridAxis="x"
      textColor="dimmed"
      tooltipAnimationDuration={0}
      yAxisProps={{ allowDecimals: false, width: 44 }}
      barChartProps={{ accessibilityLayer: false }}
      valueFormatter={(value) => value.toLocaleString("en")}
    >
      <Hatching id={HATCHING} />
    </BarChart>
  );
}
