import { expect } from "vitest";
import type { Installation, Program } from "./installation";
import { answered } from "./story";

const AT = "/api/v1/{clientId}";
const newEmail = () => `p${crypto.randomUUID()}@example.org`;

/** A member of the account, whom the command line makes. @returns the person's id, as programs find it */
async function newMember({ server }: Installation, { client, clientId }: Program): Promise<string> {
  const email = newEmail();
  await server.tidings(
    ...["user", "create", "--client", String(clientId), "--email", email],
    ...["--password", "correct horse battery", "--role", "member"],
  );
  const params = { path: { clientId }, query: { q: email } };
  const { users, total } = answered(200, await client.GET(`${AT}/users`, { params }));
  expect([total, users]).toMatchObject([1, [{ email, role: "member", lastSignInAt: null }]]);
  return users[0]?.id ?? "";
}

export const USER_STORIES = {
  async "a member is made an administrator, signed out and removed"(installation: Installation) {
    const { client, clientId } = installation.program;
    const id = await newMember(installation, installation.program);
    const params = { path: { clientId, id } };
    const promoted = await client.PATCH(`${AT}/users/{id}`, { params, body: { role: "administrator" } });
    expect(answered(200, promoted)).toEqual(answered(200, await client.GET(`${AT}/users/{id}`, { params })));
    expect(promoted.data?.role).toBe("administrator");
    answered(204, await client.DELETE(`${AT}/users/{id}/sessions`, { params }));
    answered(204, await client.DELETE(`${AT}/users/{id}`, { params }));
    answered(404, await client.GET(`${AT}/users/{id}`, { params }));
  },

  async "the last administrator stays one"(installation: Installation) {
    const clientId = await installation.newAccount("Lonely");
    const { client } = await installation.newProgram(clientId);
    const query = { role: "administrator" as const };
    const listed = await client.GET(`${AT}/users`, { params: { path: { clientId }, query } });
    const [{ id } = { id: "" }, ...others] = answered(200, listed).users;
    expect(others).toEqual([]);
    const params = { path: { clientId, id } };
    answered(409, await client.PATCH(`${AT}/users/{id}`, { params, body: { role: "member" } }));
    answered(409, await client.DELETE(`${AT}/users/{id}`, { params }));
    expect(answered(200, await client.GET(`${AT}/users/{id}`, { params })).role).toBe("administrator");
  },

  async "an invitation is sent, sent again and revoked"(installation: Installation) {
    const { client, clientId } = installation.program;
    const body = { email: newEmail(), role: "member" as const };
    const invite = () => client.POST(`${AT}/invitations`, { params: { path: { clientId } }, body });
    const { invitation, link } = answered(201, await invite());
    expect(link).toMatch(/^http/);
    answered(409, await invite());
    const listed = await client.GET(`${AT}/invitations`, { params: { path: { clientId } } });
    expect(answered(200, listed).invitations).toContainEqual(invitation);

    const params = { path: { clientId, id: invitation.id } };
    const again = answered(200, await client.POST(`${AT}/invitations/{id}/send-again`, { params }));
    expect(again.link).not.toBe(link);
    answered(204, await client.DELETE(`${AT}/invitations/{id}`, { params }));
    answered(409, await client.DELETE(`${AT}/invitations/{id}`, { params }));
    answered(409, await client.POST(`${AT}/invitations/{id}/send-again`, { params }));
  },

  async "the account and its audit log are read"(installation: Installation) {
    const { client, clientId } = installation.program;
    const params = { path: { clientId } };
    expect(answered(200, await client.GET(AT, { params }))).toMatchObject({ clientId, plan: "paid" });
    const { entries } = answered(200, await client.GET(`${AT}/audit`, { params }));
    expect(entries.length).toBeGreaterThan(0);
  },
};
