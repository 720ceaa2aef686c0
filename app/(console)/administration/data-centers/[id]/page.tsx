import { notFound, redirect } from "next/navigation";
import { paths } from "@/lib/paths";

/** A data center opens at its first list. */
export default async function DataCenterPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!/^[1-9]\d{0,15}$/.test(id)) notFound();
  redirect(paths.dataCenterList(Number(id), "personas"));
}
