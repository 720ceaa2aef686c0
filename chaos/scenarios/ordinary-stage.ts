import type { Wanted } from "../scenario";
import { setStage } from "../stage";
import { webhook } from "./kill";

/** A stage for one account with one webhook, whose receiver does well but for one answer in twenty. */
export const setOrdinaryStage = ({ seed, database }: Pick<Wanted, "seed" | "database">) =>
  setStage({
    ...{ seed, database },
    faults: {
      "*": [
        { weight: 95, status: 200 },
        { weight: 5, status: 500 },
      ],
    },
    env: { RETRY_TIME_SCALE: "0.02" },
    accounts: (url) => [{ name: "Acme", webhooks: [() => webhook(url("/hook"))] }],
  });
