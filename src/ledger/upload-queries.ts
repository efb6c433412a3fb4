/** SQL of files uploaded one by one. */
import type { PoolClient } from 'pg';
import type { FilePurpose } from './file-purposes.ts';

export interface Upload {
  readonly sha256: string;
  readonly purpose: FilePurpose;
  readonly userId: string;
  readonly at: Date;
}

export async function insertUpload(client: PoolClient, programmeId: string, { sha256, purpose, userId, at }: Upload): Promise<void> {
  await client.query(
    `insert into upload (programme_id, sha256, purpose, uploaded_by, uploaded_at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [programmeId, Buffer.from(sha256, 'hex'), purpose, userId, at],
  );
}

/** What a list says of a file beside its name. */
export interface FileDetails {
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

/** What is known of these files, by their SHA-256. */
export async function findFileDetails(client: PoolClient, programmeId: string, hashes: readonly string[]): Promise<Map<string, FileDetails>> {
  if (hashes.length === 0) return new Map();
  const { rows } = await client.query<FileDetails & { sha256: string }>(
    `select encode(sha256, 'hex') as sha256, file_name as "fileName", media_type as "mediaType", size_bytes::int as "sizeBytes"
     from attachment where programme_id = $1 and sha256 = any($2)`,
    [programmeId, hashes.map((hash) => Buffer.from(hash, 'hex'))],
  );
  return new Map(rows.map(({ sha256, fileName, mediaType, sizeBytes }) => [sha256, { fileName, mediaType, sizeBytes }]));
}

/** Which of these files somebody uploaded themselves. */
export async function findOwnUploads(client: PoolClient, programmeId: string, userId: string, hashes: readonly string[]): Promise<Set<string>> {
  const { rows } = await client.query<{ sha256: string }>(
    `select distinct encode(sha256, 'hex') as sha256 from upload where programme_id = $1 and uploaded_by = $2 and sha256 = any($3)`,
    [programmeId, userId, hashes.map((hash) => Buffer.from(hash, 'hex'))],
  );
  return new Set(rows.map(({ sha256 }) => sha256));
}

/** Which of these files came in for a purpose, and so were checked for it. */
export async function findUploadedFor(client: PoolClient, programmeId: string, purpose: FilePurpose, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const { rows } = await client.query<{ sha256: string }>(
    `select distinct encode(sha256, 'hex') as sha256 from upload where programme_id = $1 and purpose = $2 and sha256 = any($3)`,
    [programmeId, purpose, hashes.map((hash) => Buffer.from(hash, 'hex'))],
  );
  return new Set(rows.map(({ sha256 }) => sha256));
}
