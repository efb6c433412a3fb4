/** The commands of `digna user`: for whoever has the server in hand, where the screens cannot help any more. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { findMembers, lockAdministrators, lockMember, updateEnding } from '../access/member-queries.ts';
import { findUserByName, insertMembership } from '../access/queries.ts';
import { ROLE_RULES, ROLES, secretFault } from '../access/rules.ts';
import { insertPasswordLink } from '../access/session-queries.ts';
import { insistOnStanding } from '../access/standing.ts';
import { plainToken } from '../access/tokens.ts';
import { inProgramme, inTransaction } from '../platform/database/programme-transaction.ts';
import { Problem } from '../platform/problem.ts';
import { only, programmeOf, UsageError, type Asked } from './asked.ts';
import { publicAddressIn } from './public-address.ts';

/** How long a link for a new password holds, milliseconds: a day. */
const LINK_MS = 24 * 3_600_000;
/** Ended by nobody who has an account: by the command line. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

export async function addUser({ house, values, positionals, write }: Asked): Promise<number> {
  const programme = await programmeOf(house, values);
  const username = z.string().regex(/^[a-z0-9._-]{3,40}$/).safeParse(only(positionals, 'USERNAME'));
  const role = z.enum(ROLES).safeParse(values.role);
  const partner = z.uuid().nullable().safeParse(values.partner ?? null);
  if (!username.success) throw new UsageError('USERNAME: a-z 0-9 . _ - (3-40)');
  if (!role.success) throw new UsageError(`--role ${ROLES.join('|')}`);
  if (!partner.success) throw new UsageError('--partner');
  const { mayUsePin } = ROLE_RULES[role.data];
  const password = process.env['DIGNA_PASSWORD'] ?? '';
  if (secretFault(password, mayUsePin) !== null) throw new UsageError(`DIGNA_PASSWORD (10-200${mayUsePin ? ', PIN 6' : ''})`);
  const name = typeof values.name === 'string' ? values.name : username.data;
  await inProgramme(house.pool, programme.id, async (client) => {
    await insistOnStanding(client, programme.id, { role: role.data, partnerId: partner.data, personId: null });
    const userId = await house.signIn.addUserIn(client, { name, username: username.data, password });
    await insertMembership(client, userId, programme.id, role.data, { partnerId: partner.data });
  });
  write(`${username.data} ${role.data} ${programme.code}`);
  return 0;
}

export async function listUsers({ house, values, write, t }: Asked): Promise<number> {
  const programme = await programmeOf(house, values);
  const members = await inProgramme(house.pool, programme.id, (client) => findMembers(client, programme.id));
  const items = members.map(({ username, name, role, partnerName, secondFactor, endedAt, lastSeenAt }) => ({
    username,
    name,
    role,
    partner: partnerName,
    secondFactor,
    endedAt: endedAt?.toISOString() ?? null,
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
  }));
  if (values.json === true) write(JSON.stringify({ programme: programme.code, items }));
  else for (const { username, role, partner, endedAt } of items) write(`${username.padEnd(24)} ${role.padEnd(20)} ${partner ?? ''}${endedAt === null ? '' : `  (${t.noAccess})`}`);
  return 0;
}

/** Ends a membership; the last administrator stays. */
export async function endUser({ house, values, positionals, write, t }: Asked): Promise<number> {
  const programme = await programmeOf(house, values);
  const username = only(positionals, 'USERNAME');
  const user = await findUserByName(house.pool, username);
  if (user === null) throw new Problem('not-found', { username });
  await inProgramme(house.pool, programme.id, async (client) => {
    const administrators = await lockAdministrators(client, programme.id);
    const member = await lockMember(client, programme.id, user.id);
    if (member === null || member.ended) throw new Problem('not-found', { username });
    if (administrators.length === 1 && administrators[0] === user.id) throw new Problem('last-administrator');
    await updateEnding(client, programme.id, user.id, { at: house.clock.now(), by: NOBODY });
  });
  write(`${username} ${programme.code}: ${t.noAccess}`);
  return 0;
}

/** The path of a link with which a user makes a new password: the way back in for an administrator who lost theirs. */
export async function linkForUser({ house, positionals, write }: Asked): Promise<number> {
  const username = only(positionals, 'USERNAME');
  const user = await findUserByName(house.pool, username);
  if (user === null) throw new Problem('not-found', { username });
  const token = plainToken();
  const madeAt = house.clock.now();
  const expiresAt = new Date(madeAt.getTime() + LINK_MS);
  await inTransaction(house.pool, (client) =>
    insertPasswordLink(client, { id: randomUUID(), userId: user.id, tokenHash: token.hash, madeBy: null, madeAt, expiresAt }),
  );
  write(`${publicAddressIn(process.env) ?? ''}/clave/${token.text}`);
  return 0;
}
