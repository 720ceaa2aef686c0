import { useEffect } from "react";
import { paths } from "@/lib/paths";

const CHANNEL = "tidings-account";

/**
 * A session looks at one account at a time. A tab that still showed another one would write into this: every page
 * tells the others whose account it shows, and who shows another goes to the start page, however the account changed
 * (the switch, an accepted invitation, signing in anew).
 */
export function useAccountOfSession(accountId: number): void {
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }) => {
      if (data !== accountId) window.location.assign(paths.home());
    };
    channel.postMessage(accountId);
    return () => channel.close();
  }, [accountId]);
}
