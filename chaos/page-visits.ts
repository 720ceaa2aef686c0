import { sleep } from "./scenario";

export interface Visits {
  /** How long each page took (ms). */
  times: number[];
  /** Statuses other than 200. */
  bad: (number | string)[];
  stop(): Promise<void>;
}

/** Somebody who looks at a page of the console again and again, signed in. */
export function visitAgainAndAgain(url: string, cookie: string, everyMs: number): Visits {
  let stopping = false;
  const visits: Visits = {
    times: [],
    bad: [],
    async stop() {
      stopping = true;
      await walk;
    },
  };
  const visit = async () => {
    const begun = performance.now();
    try {
      const answer = await fetch(url, { headers: { cookie }, redirect: "manual" });
      await answer.text();
      if (answer.status === 200) visits.times.push(performance.now() - begun);
      else visits.bad.push(answer.status);
    } catch (error) {
      visits.bad.push(String(error));
    }
  };
  const walk = (async () => {
    while (!stopping) {
      await visit();
      await sleep(everyMs);
    }
  })();
  return visits;
}
