import { paths } from "@/lib/paths";

/** S1.6: Administration » Access & security » Webhooks. */
export const TRAIL = [
  { label: "Administration" },
  { label: "Access & security" },
  { label: "Webhooks", href: paths.webhooks() },
];
