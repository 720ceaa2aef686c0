import { describe, expect, it } from "vitest";
import { ENGINES } from "./conformance/engines";
import { insertAccounts } from "./conformance/rows";
import { makeTransaction, type Orm, type Statement, type Steps } from "./database";
import { messagesOf, together } from "./together";

const tx = makeTransaction({} as Orm);
const ask = (text: string): Steps<string[]> => tx.rows<string>(text, []);

/** Asks one after another. @returns all that was answered */
function* inTurn(...texts: string[]): Steps<string> {
  const answers: string[] = [];
  for (const text of texts) answers.push(...(yield* ask(text)));
  return answers.join();
}

/** Answers each statement with its text. @returns what was sent in each message, and what the body made of it */
function play<Result>(body: Steps<Result>) {
  const textOf = (statement: Statement) => ("text" in statement ? statement.text : "");
  const messages = messagesOf(body);
  const sent: string[] = [];
  let message = messages.next();
  while (!message.done) {
    const texts = message.value.map(textOf);
    sent.push(texts.join(" "));
    message = messages.next(texts.map((text) => [text.toUpperCase()]));
  }
  return { sent, result: message.value };
}

describe("parts of a body that are taken together", () => {
  it("go to a server side by side, the first part's statement first", () => {
    const { sent, result } = play(together([inTurn("a", "b", "c"), inTurn("d"), inTurn("e", "f")]));
    expect(sent).toEqual(["a d e", "b f", "c"]);
    expect(result).toEqual(["A,B,C", "D", "E,F"]);
  });

  it("may have parts themselves, and ask nothing at all", () => {
    function* body(): Steps<unknown[]> {
      const before = yield* inTurn("a");
      const [both, none] = yield* together([
        together([inTurn("b", "c"), inTurn("d")]),
        inTurn(),
        inTurn("e", "f"),
      ]);
      return [before, both, none, yield* together([]), yield* inTurn("g")];
    }
    const { sent, result } = play(body());
    expect(sent).toEqual(["a", "b d e", "c f", "g"]);
    expect(result).toEqual(["A", ["B,C", "D"], "", [], "G"]);
  });

  it("tell the body of an error in any of them", () => {
    function* body(): Steps<string> {
      try {
        yield* together([inTurn("a"), inTurn("b")]);
      } catch (error) {
        return `${(error as Error).message} ${yield* inTurn("c")}`;
      }
      return "";
    }
    const messages = messagesOf(body());
    expect(messages.next().value).toHaveLength(2);
    expect(messages.throw(new Error("refused")).value).toEqual([{ text: "c", values: [] }]);
    expect(messages.next([["C"]])).toEqual({ done: true, value: "refused C" });
  });
});

describe.each(ENGINES)("on $name", (engine) => {
  it("parts see what those before them wrote, and are undone together", async () => {
    const database = (await engine.place()).connect();
    await insertAccounts(database);
    const rename = (name: string) => tx.rows("UPDATE accounts SET name = $1 WHERE id = 1", [name]);
    const read = () => tx.rows<{ name: string }>("SELECT name FROM accounts WHERE id = 1", []);
    const [, one, , other] = await database.atomically(() =>
      together([rename("One"), read(), rename("Other"), read()]),
    );
    expect([one, other]).toEqual([[{ name: "One" }], [{ name: "Other" }]]);
    const failing = database.atomically(() =>
      together([rename("Undone"), tx.rows("SELECT nothing FROM accounts", []), rename("Never")]),
    );
    await expect(failing).rejects.toThrow(/nothing/);
    expect(await database.rows("SELECT name FROM accounts WHERE id = 1", [])).toEqual([{ name: "Other" }]);
  });
});
