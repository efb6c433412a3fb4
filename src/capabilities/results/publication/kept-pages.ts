/** What is public of each programme, worked out once for a step of its page and kept until the next or until it is decided otherwise. */
import { createHash } from 'node:crypto';
import { dayIn } from '../../../platform/calendar.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import { findProgrammeByCode } from '../../../site/queries.ts';
import { RHYTHMS } from '../publication-entries.ts';
import { gatherResults, type GatherParts } from './gather.ts';
import { findStanding } from './queries.ts';
import type { PublicResults } from './results.ts';
import { lastClosed } from './steps.ts';

/** Something sent as it was sent before. */
export interface Sheet {
  readonly body: string | Buffer;
  readonly etag: string;
}

interface Kept {
  /** What was decided, and the last period that is over. */
  readonly key: string;
  readonly results: Promise<PublicResults | null>;
  readonly sheets: Map<string, Promise<Sheet>>;
}

type Write = () => string | Promise<Uint8Array>;

export class KeptPages {
  private readonly parts: GatherParts;
  private readonly kept = new Map<string, Kept>();

  constructor(parts: GatherParts) {
    this.parts = parts;
  }

  /** What this programme publishes; null for whatever is not published, whether or not it exists. */
  async find(code: string): Promise<{ results: PublicResults; sheet: (name: string, write: Write) => Promise<Sheet> } | null> {
    const { pool, figures } = this.parts;
    const programme = await findProgrammeByCode(pool, code);
    if (programme === null) return null;
    const standing = await inProgramme(pool, programme.id, (client) => findStanding(client, programme.id), { readOnly: true });
    if (standing === null) {
      this.kept.delete(programme.id);
      return null;
    }
    const rhythm = RHYTHMS.find((one) => one === standing.rhythm) ?? 'quarter';
    const key = `${standing.position} ${lastClosed(dayIn(figures.parts.clock.now(), programme.timeZone), rhythm)}`;
    const before = this.kept.get(programme.id);
    const kept = before?.key === key ? before : { key, results: gatherResults(this.parts, programme, null), sheets: new Map<string, Promise<Sheet>>() };
    this.kept.set(programme.id, kept);
    try {
      const results = await kept.results;
      return results === null ? null : { results, sheet: (name, write) => sheetOf(kept.sheets, name, write) };
    } catch (error) {
      // Asked again, it is tried again.
      if (this.kept.get(programme.id) === kept) this.kept.delete(programme.id);
      throw error;
    }
  }
}

function sheetOf(sheets: Map<string, Promise<Sheet>>, name: string, write: Write): Promise<Sheet> {
  const known = sheets.get(name);
  if (known !== undefined) return known;
  const sheet = written(write);
  sheets.set(name, sheet);
  // Asked again, it is tried again.
  sheet.catch(() => sheets.delete(name));
  return sheet;
}

async function written(write: Write): Promise<Sheet> {
  const made = await write();
  const body = typeof made === 'string' ? made : Buffer.from(made);
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"` };
}
