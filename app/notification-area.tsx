"use client";

import { useNotifications } from "@mantine/notifications";
import dynamic from "next/dynamic";
import { useState } from "react";

const Notifications = dynamic(
  () => import("@mantine/notifications").then(({ Notifications }) => Notifications),
  {
    ssr: false,
  },
);

/** Loaded with the first notification; most pages are left before there is one. */
export function NotificationArea() {
  const { notifications, queue } = useNotifications();
  const [wanted, setWanted] = useState(false);
  if (!wanted && notifications.length + queue.length > 0) setWanted(true);
  return wanted && <Notifications position="bottom-right" />;
}
