import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { isSetUp } from "@/lib/accounts/visitor";
import { getInstance } from "@/lib/instance";
import { paths } from "@/lib/paths";
import { setUpPage as t } from "@/texts/set-up";
import { SetUpForm } from "./_components/set-up-form";

export const metadata: Metadata = { title: t.title };

export default async function SetUpPage() {
  if (await isSetUp()) redirect(paths.signIn());
  const { setUpCode } = await getInstance();
  return <SetUpForm asksCode={setUpCode !== null} />;
}
