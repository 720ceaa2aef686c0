import { connectSqlite } from "./connect-sqlite";
import { migrate } from "./migrate";

/** Migrates the file that it is given, to be killed in the middle. */
const [, , file = ""] = process.argv;
const database = connectSqlite(file);
process.stdout.write("begun\n");
const applied = await migrate(database);
await database.close();
process.stdout.write(`${applied}\n`);
