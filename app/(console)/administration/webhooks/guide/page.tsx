import { Box, List, ListItem, Stack, Text } from "@mantine/core";
import type { Metadata } from "next";
import { TRAILS } from "@/app/(console)/rooms";
import { PageHeader } from "@/components/ui/page-header";
import { PagePart } from "@/components/ui/page-part";
import { TextLink } from "@/components/ui/text-link";
import { requireVisitor } from "@/lib/accounts/visitor";
import { paths } from "@/lib/paths";
import { PROFILE_DEFAULTS } from "@/lib/webhooks/profiles";
import { userGuide as t } from "@/texts/user-guide";
import { SectionTabs } from "../_components/section-tabs";
import { HeadersTable, ProfilesTable, ReasonsTable } from "./_components/tables";
import { profileRows, reasonRows } from "./rows";

export const metadata: Metadata = { title: t.title };

/** S3.15; documentation, so for everybody who is signed in. Figures come from the profiles themselves. */
export default async function UserGuidePage() {
  await requireVisitor();
  const { suspension } = PROFILE_DEFAULTS.signed;
  return (
    <>
      <PageHeader trail={[...TRAILS.webhooks, { label: t.title }]} title={t.title} />
      <Box mt="md">
        <SectionTabs />
      </Box>
      <Text c="dimmed" size="sm" maw={720} mt="md">
        {t.intro}
      </Text>
      <Stack gap="xl" mt="lg" maw={920}>
        <PagePart title={t.practices} text={t.practicesText}>
          <List size="sm" spacing={4} maw={720}>
            {t.practicesList.map((practice) => (
              <ListItem key={practice}>{practice}</ListItem>
            ))}
          </List>
        </PagePart>
        <PagePart title={t.tries} text={t.triesText}>
          <ProfilesTable rows={profileRows()} />
        </PagePart>
        <PagePart title={t.errors} text={t.errorsText}>
          <ReasonsTable rows={reasonRows()} />
        </PagePart>
        {suspension && (
          <PagePart
            title={t.suspension}
            text={t.suspensionText(suspension.failedInARow, suspension.hoursWithoutSuccess)}
          />
        )}
        <PagePart title={t.mails} text={t.mailsText} />
        <PagePart title={t.content} text={t.contentText}>
          <HeadersTable rows={t.headers.map(([name, says]) => ({ name, says }))} />
          <Text size="sm" maw={720}>
            {t.keyFieldsText}
          </Text>
        </PagePart>
        <PagePart title={t.types} text={t.typesText}>
          <Box>
            <TextLink href={paths.eventCatalogue()}>{t.toCatalogue}</TextLink>
          </Box>
        </PagePart>
      </Stack>
    </>
  );
}
