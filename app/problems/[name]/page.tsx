import { STATUS_CODES } from "node:http";
import { List, ListItem, Stack, Text } from "@mantine/core";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OperationLinks } from "@/components/operation-links";
import { CodeText } from "@/components/ui/code-text";
import { CopyButton } from "@/components/ui/copy-button";
import { PageHeader } from "@/components/ui/page-header";
import { PagePart } from "@/components/ui/page-part";
import { operationsWith } from "@/lib/api/find-operations";
import { isProblemName, PROBLEMS, Problem } from "@/lib/errors";
import { paths } from "@/lib/paths";
import { problemPages as t } from "@/texts/problem-pages";
import { PROBLEM_TEXTS } from "@/texts/problem-types";

interface Props {
  params: Promise<{ name: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await params;
  return { title: isProblemName(name) ? PROBLEMS[name].title : t.notFoundTitle };
}

/** Where `type` of a problem document leads. */
export default async function ProblemPage({ params }: Props) {
  const { name } = await params;
  if (!isProblemName(name)) notFound();
  const { status, title } = PROBLEMS[name];
  const { means, todo, example, elsewhere } = PROBLEM_TEXTS[name];
  const operations = operationsWith(name);
  const document = JSON.stringify(
    new Problem(name, example.detail, [...(example.errors ?? [])]).body(),
    null,
    2,
  );
  return (
    <>
      <PageHeader trail={[{ label: t.title, href: paths.problems() }, { label: name }]} title={title} />
      <Text c="dimmed" size="sm" mt={4} style={{ overflowWrap: "anywhere" }}>
        {`${status} ${STATUS_CODES[status]} · ${paths.problem(name)}`}
      </Text>
      <Stack gap="xl" mt="lg" maw={760}>
        <PagePart title={t.means}>
          <Text>{means}</Text>
        </PagePart>
        <PagePart title={t.todo}>
          <List spacing="xs">
            {todo.map((step) => (
              <ListItem key={step}>{step}</ListItem>
            ))}
          </List>
        </PagePart>
        <PagePart title={t.example} aside={<CopyButton label={t.copyExample} value={document} />}>
          <CodeText label={t.example}>{document}</CodeText>
        </PagePart>
        <PagePart title={t.operations}>
          {operations === "every" && <Text>{t.every}</Text>}
          {operations.length === 0 && <Text>{t.none}</Text>}
          {operations !== "every" && operations.length > 0 && <OperationLinks operations={operations} />}
          {elsewhere && (
            <Text size="sm" c="dimmed">
              {t.alsoBy(elsewhere)}
            </Text>
          )}
        </PagePart>
      </Stack>
    </>
  );
}
