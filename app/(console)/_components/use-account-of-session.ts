import { useEffect } from "react";
import { paths } from "@/lib/paths";

const CHANNEL = "tidings-account";

/**
 * A session looks at one account at a time. A tab that still showed the other one would write into this: it goes to
 * the start page as well.
 */
export function useAccountOfSession(accountId: number): void {
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }) => {
      if (data !== accountId) window.location.assign(paths.home());
    };
    return () => channel.close();
  }, [accountId]);
}

export function tellOtherTabs(accountId: number): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(accountId);
  channel.close();
}
