/** What a command of `digna` was asked: options, the programme meant, its one argument. */
import { listProgrammes } from '../access/queries.ts';
import type { Database } from '../platform/database/database.ts';
import type { ProgrammeInfo } from '../platform/http/route.ts';
import { Problem } from '../platform/problem.ts';
import type { House } from './house.ts';
import type { Language } from './spoken.ts';
import type { CommandLineTexts } from './texts.es.ts';

export const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  programme: { type: 'string' },
  by: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  'as-of': { type: 'string' },
  status: { type: 'string' },
  limit: { type: 'string' },
  process: { type: 'string' },
  session: { type: 'string' },
  'dry-run': { type: 'boolean' },
  name: { type: 'string' },
  role: { type: 'string' },
  partner: { type: 'string' },
  'time-zone': { type: 'string' },
  administrator: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  language: { type: 'string' },
  activity: { type: 'string' },
} as const;

export type Values = { readonly [key in keyof typeof OPTIONS]?: string | boolean | undefined };

/** The command was not understood: exit code 2. */
export class UsageError extends Error {}

export interface Asked {
  readonly house: House;
  readonly database: Database;
  readonly positionals: readonly string[];
  readonly values: Values;
  readonly write: (line: string) => void;
  /** In which it is answered; a report's file has its own. */
  readonly language: Language;
  readonly t: CommandLineTexts;
}

export async function programmeOf(house: House, values: Values): Promise<ProgrammeInfo> {
  const programmes = await listProgrammes(house.pool);
  const found = values.programme === undefined && programmes.length === 1
    ? programmes[0]
    : programmes.find(({ code }) => code === values.programme);
  if (found === undefined) throw new Problem('not-found', { programme: values.programme ?? programmes.map(({ code }) => code) });
  return found;
}

export function only(positionals: readonly string[], name: string): string {
  const [first] = positionals;
  if (first === undefined || positionals.length > 1) throw new UsageError(name);
  return first;
}
