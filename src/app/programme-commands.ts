/** The commands of `digna programme`: which there are, and how there comes to be another. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { setUp } from '../access/contract.ts';
import { findUserByName, insertMembership, insertProgramme, listProgrammes } from '../access/queries.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import { Problem } from '../platform/problem.ts';
import { only, UsageError, type Asked } from './asked.ts';

const TIME_ZONE_DEFAULT = 'America/La_Paz';

export async function showProgrammes({ house, values, write }: Asked): Promise<number> {
  const programmes = await listProgrammes(house.pool);
  if (values.json === true) write(JSON.stringify({ items: programmes }));
  else for (const { code, name } of programmes) write(`${code.padEnd(30)} ${name}`);
  return 0;
}

/**
 * Makes a programme beside those there are, with an empty ledger. An account that exists already becomes its first
 * administrator; another is made with `digna user add`. Its languages and currency are set on screen.
 */
export async function addProgramme({ house, values, positionals, write }: Asked): Promise<number> {
  const { programmeCode, programmeName } = setUp.body.shape;
  const code = programmeCode.safeParse(only(positionals, 'CODE'));
  const name = programmeName.safeParse(values.name);
  const timeZone = z.string().refine(isTimeZone).safeParse(values['time-zone'] ?? TIME_ZONE_DEFAULT);
  if (!code.success) throw new UsageError('CODE: a-z 0-9 - (2-40)');
  if (!name.success) throw new UsageError('--name NAME (2-120)');
  if (!timeZone.success) throw new UsageError('--time-zone America/La_Paz');
  const { administrator } = values;
  const account = typeof administrator === 'string' ? await findUserByName(house.pool, administrator) : null;
  if (administrator !== undefined && account === null) throw new Problem('not-found', { username: administrator });
  if ((await listProgrammes(house.pool)).some((one) => one.code === code.data)) throw new Problem('programme-taken', { programme: code.data });
  const id = randomUUID();
  await inProgramme(house.pool, id, async (client) => {
    await insertProgramme(client, { id, code: code.data, name: name.data, timeZone: timeZone.data, demonstration: false });
    if (account !== null) await insertMembership(client, account.id, id, 'administrator');
  });
  write(`${code.data} ${id}`);
  return 0;
}

function isTimeZone(text: string): boolean {
  try {
    // Offsets such as +05 would pass too: they know no summer.
    return new Intl.DateTimeFormat('es', { timeZone: text }).resolvedOptions().timeZone !== '' && /^[A-Z]/i.test(text);
  } catch {
    // How Intl says that there is no such zone.
    return false;
  }
}
