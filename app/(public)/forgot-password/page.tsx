import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { isSetUp } from "@/lib/accounts/visitor";
import { paths } from "@/lib/paths";
import { forgotPassword as t } from "@/texts/password-reset";
import { ForgotPassword } from "./_components/forgot-password";

export const metadata: Metadata = { title: t.title };

export default async function ForgotPasswordPage() {
  if (!(await isSetUp())) redirect(paths.setUp());
  return <ForgotPassword />;
}
