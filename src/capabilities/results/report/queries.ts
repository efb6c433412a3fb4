/** SQL of the contents of reports that are kept. */
import type { PoolClient } from 'pg';

/** Type under which contents are kept: no upload and no import can be of it, so a hash that has it was computed here. */
export const CONTENT_TYPE = 'application/vnd.digna.report+json';

/** Of which report and position a content is, as its name says it. */
export function contentName(reportId: string, position: number): string {
  return `${reportId}@${position}.json`;
}

/** Whether a content of this name was computed and kept by the server. */
export async function isContentKept(client: PoolClient, programmeId: string, sha256: string, name: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'select from attachment where programme_id = $1 and sha256 = $2 and media_type = $3 and file_name = $4',
    [programmeId, Buffer.from(sha256, 'hex'), CONTENT_TYPE, name],
  );
  return rowCount === 1;
}

export async function findTimeZone(client: PoolClient, programmeId: string): Promise<string> {
  const { rows } = await client.query<{ timeZone: string }>('select time_zone as "timeZone" from programme where id = $1', [programmeId]);
  return rows[0]?.timeZone ?? 'UTC';
}

/** Whether a paper of the programme carries a code already. */
export async function isCodeTaken(client: PoolClient, programmeId: string, code: string): Promise<boolean> {
  const { rowCount } = await client.query('select from verification where programme_id = $1 and code = $2', [programmeId, code]);
  return rowCount === 1;
}
