/** What files are uploaded for: who may, of which types, how large. A new purpose is a new row. Pure. */
import type { FileType } from '../platform/attachments/media-types.ts';

export interface Purpose {
  /** Asked for besides `file.write`. */
  readonly permission: string;
  readonly types: readonly FileType[];
  readonly bytesMax: number;
  readonly pixelsMax: number;
}

const MB = 1024 * 1024;

export const FILE_PURPOSES = {
  /** Logo or drawn signature of a certificate. 6 million pixels print 25 cm wide at 300 dots an inch. */
  'certificate-image': { permission: 'certificate.design', types: ['png', 'jpeg', 'webp'], bytesMax: 2 * MB, pixelsMax: 6_000_000 },
  /** Photo or scan of a signed attendance sheet: as a phone takes it. */
  'attendance-sheet': { permission: 'attendance.write', types: ['jpeg', 'png', 'webp', 'pdf'], bytesMax: 15 * MB, pixelsMax: 60_000_000 },
  /** What is handed out in a process: a presentation, a booklet, a table to fill in. */
  'process-material': {
    permission: 'process.write',
    types: ['pdf', 'pptx', 'docx', 'xlsx', 'png', 'jpeg', 'webp'],
    bytesMax: 30 * MB,
    pixelsMax: 60_000_000,
  },
  /** The document that was delivered. */
  'product-document': {
    permission: 'deliverable.write',
    types: ['pdf', 'docx', 'xlsx', 'pptx', 'png', 'jpeg', 'webp'],
    bytesMax: 30 * MB,
    pixelsMax: 60_000_000,
  },
} as const satisfies Readonly<Record<string, Purpose>>;

export type FilePurpose = keyof typeof FILE_PURPOSES;
export const PURPOSE_NAMES: readonly [FilePurpose, ...FilePurpose[]] = [
  'certificate-image',
  'attendance-sheet',
  'process-material',
  'product-document',
];
