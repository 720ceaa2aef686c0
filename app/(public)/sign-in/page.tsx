import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getVisitor, isSetUp } from "@/lib/accounts/visitor";
import { paths, safeNext } from "@/lib/paths";
import { signIn as t } from "@/texts/sign-in";
import { SignIn } from "./_components/sign-in";

export const metadata: Metadata = { title: t.title };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const { next } = await searchParams;
  const target = safeNext(typeof next === "string" ? next : undefined);
  if (!(await isSetUp())) redirect(paths.setUp());
  if (await getVisitor()) redirect(target);
  return <SignIn next={target} />;
}
