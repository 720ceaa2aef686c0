import { Alert, Box, Stack, Text } from "@mantine/core";
import type { Metadata } from "next";
import { TRAILS } from "@/app/(console)/rooms";
import { ProblemsTable } from "@/components/problems-table";
import { PageHeader } from "@/components/ui/page-header";
import { PagePart } from "@/components/ui/page-part";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { problemRows } from "@/lib/errors";
import { getInstance } from "@/lib/instance";
import { readUsage } from "@/lib/webhooks/read-usage";
import { restApi as t } from "@/texts/rest-api";
import { SectionTabs } from "../webhooks/_components/section-tabs";
import { AccessPart } from "./_components/access-part";
import { HeaderLinks } from "./_components/header-links";
import { LimitsTable } from "./_components/limits-table";
import { ScopesTable } from "./_components/scopes-table";
import { limitRows } from "./limit-rows";
import { scopeRows } from "./scope-rows";

export const metadata: Metadata = { title: t.title };

/** S2.5; documentation, so for everybody who is signed in, on every plan. */
export default async function RestApiPage() {
  const visitor = await requireVisitor();
  const tidings = await getInstance();
  const usage = await readUsage(callerOf(tidings, visitor));
  const { PUBLIC_URL, API_CALLS_PER_MINUTE } = tidings.env;
  return (
    <>
      <PageHeader trail={TRAILS.restApi} title={t.title} aside={<HeaderLinks />} />
      <Box mt="md">
        <SectionTabs />
      </Box>
      <Text c="dimmed" size="sm" maw={720} mt="md">
        {t.intro}
      </Text>
      {visitor.account.plan === "free" && (
        <Alert color="yellow" variant="light" mt="md" maw={720}>
          {t.freePlan}
        </Alert>
      )}
      <Stack gap="xl" mt="lg" maw={920}>
        <AccessPart
          publicUrl={PUBLIC_URL}
          clientId={visitor.account.id}
          administrator={visitor.role === "administrator"}
        />
        <PagePart title={t.scopes} text={t.scopesText}>
          <ScopesTable rows={scopeRows()} />
        </PagePart>
        <PagePart title={t.limits} text={t.limitsText}>
          <LimitsTable rows={limitRows({ ...usage, perMinute: API_CALLS_PER_MINUTE })} />
        </PagePart>
        <PagePart title={t.repeat} text={t.repeatText} />
        <PagePart title={t.change} text={t.changeText} />
        <PagePart title={t.problems} text={t.problemsText}>
          <ProblemsTable problems={problemRows()} />
        </PagePart>
      </Stack>
    </>
  );
}
