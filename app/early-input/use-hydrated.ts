import { useEffect } from "react";

/** Says, once React has taken over the whole page, that it listens from now on: to `keepInput`, and to tests. */
export function useHydrated(): void {
  useEffect(() => {
    document.documentElement.dataset.hydrated = "";
    window.dispatchEvent(new Event("tidings:hydrated"));
  }, []);
}
