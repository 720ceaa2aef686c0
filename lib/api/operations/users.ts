import { z } from "zod";
import { userChangeSchema, userFilterSchema, userViewSchema } from "@/lib/users/schema";
import { inAccount, type Operation } from "../operation";
import { exampleId } from "./examples";

const USER = { id: { description: "The user's id.", example: exampleId.user } };

const user = userViewSchema.meta({ id: "User" });
const exampleUser = {
  ...{ id: exampleId.user, name: "Ada Lovelace", email: "ada@example.org", role: "member" },
  ...{ twoFactor: true, lastSignInAt: "2026-11-26T10:00:00.000Z" },
};

export const listUsers: Operation = {
  id: "listUsers",
  section: "Users",
  method: "GET",
  path: inAccount("/users"),
  summary: "Get the users",
  description: "By name unless `sort` says otherwise. `q` is part of a name or an e-mail address.",
  scope: "users:read",
  anyPlan: true,
  query: userFilterSchema,
  answers: {
    200: {
      description: "One page of them, and how many there are in all.",
      schema: z.strictObject({ users: z.array(user), total: z.int() }),
      example: { users: [exampleUser], total: 1 },
    },
  },
};

export const getUser: Operation = {
  id: "getUser",
  section: "Users",
  method: "GET",
  path: inAccount("/users/{id}"),
  summary: "Get a user",
  scope: "users:read",
  anyPlan: true,
  params: USER,
  answers: { 200: { description: "The user.", schema: user, example: exampleUser } },
};

export const updateUser: Operation = {
  id: "updateUser",
  section: "Users",
  method: "PATCH",
  path: inAccount("/users/{id}"),
  summary: "Change a user's role",
  description:
    "Counts from the user's next request on. The last administrator can't be made a member: 409. Invitations of somebody who is no administrator any more are revoked.",
  scope: "users:write",
  anyPlan: true,
  params: USER,
  body: {
    schema: userChangeSchema.meta({ id: "UserChange" }),
    examples: { promote: { summary: "Make an administrator", value: { role: "administrator" } } },
  },
  answers: {
    200: { description: "The user.", schema: user, example: { ...exampleUser, role: "administrator" } },
  },
  problems: ["conflict"],
};

export const removeUser: Operation = {
  id: "removeUser",
  section: "Users",
  method: "DELETE",
  path: inAccount("/users/{id}"),
  summary: "Remove a user from the account",
  description:
    "Ends the access from the next request on, and the user's open invitations. The last administrator can't be removed: 409.",
  scope: "users:write",
  anyPlan: true,
  params: USER,
  answers: { 204: { description: "The user is no member any more." } },
  problems: ["conflict"],
};

export const endSessions: Operation = {
  id: "endSessions",
  section: "Users",
  method: "DELETE",
  path: inAccount("/users/{id}/sessions"),
  summary: "Sign a user out everywhere",
  description: "In every account of the user's; each of them notes it in its audit log.",
  scope: "users:write",
  anyPlan: true,
  params: USER,
  answers: { 204: { description: "No session is left." } },
};
