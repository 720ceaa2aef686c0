import { redirect } from "next/navigation";
import { paths } from "@/lib/paths";

/** The dashboard comes later; until then the webhooks are the start page. */
export default function StartPage() {
  redirect(paths.webhooks());
}
