import { describe, expect, it } from "vitest";
import { followDatabaseClock } from "./database-clock";

/** A machine whose clock is behind the server's, and a server as far away as a test says. */
async function open({ behind = 0, away = 0 } = {}) {
  const machine = { wall: 1_000_000, monotonic: 0, behind, away, down: false };
  const pass = (ms: number) => {
    machine.wall += ms;
    machine.monotonic += ms;
  };
  const clock = await followDatabaseClock(
    {
      rows: async <Row>() => {
        if (machine.down) throw new Error("gone");
        pass(machine.away / 2);
        const at = machine.wall + machine.behind;
        pass(machine.away / 2);
        return [{ at }] as Row[];
      },
    },
    () => machine.wall,
    () => machine.monotonic,
  );
  clock.stop();
  return { machine, clock, pass };
}

describe("the database server's clock", () => {
  it("is told by a machine that is an hour behind it, however far away the server is", async () => {
    const { machine, clock, pass } = await open({ behind: 3_600_000, away: 40 });
    expect(clock.now()).toBe(machine.wall + 3_600_000);
    pass(5_000);
    expect(clock.now()).toBe(machine.wall + 3_600_000);
  });

  it("is believed by the quickest of the last answers", async () => {
    const { machine, clock } = await open({ behind: 500, away: 2 });
    machine.away = 900;
    machine.behind = 900;
    await clock.ask();
    expect(clock.now()).toBe(machine.wall + 500);
    for (let asked = 0; asked < 6; asked++) await clock.ask();
    expect(clock.now(), "all that is known by now").toBe(machine.wall + 900);
  });

  it("is not believed where the answer took longer than a second", async () => {
    const { machine, clock } = await open({ behind: 500, away: 2 });
    Object.assign(machine, { away: 2_000, behind: 0 });
    for (let asked = 0; asked < 10; asked++) await clock.ask();
    expect(clock.now()).toBe(machine.wall + 500);
  });

  it("goes on while the server is away", async () => {
    const { machine, clock, pass } = await open({ behind: 500, away: 2 });
    machine.down = true;
    await expect(clock.ask()).rejects.toThrow("gone");
    pass(60_000);
    expect(clock.now()).toBe(machine.wall + 500);
  });
});
