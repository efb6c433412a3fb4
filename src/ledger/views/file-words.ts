/** What is said of a file beside its name. */
import { formatBytes } from '../../web/format.ts';

const TYPES: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPG',
  'image/webp': 'WebP',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
};

interface Described {
  readonly mediaType: string;
  readonly sizeBytes: number;
}

/** `PDF, 1,2 MB`. */
export function fileWords({ mediaType, sizeBytes }: Described): string {
  return [TYPES[mediaType], formatBytes(sizeBytes)].filter((part) => part !== undefined).join(', ');
}

/** Whether the browser shows it as a picture. */
export function isPicture({ mediaType }: Pick<Described, 'mediaType'>): boolean {
  return mediaType.startsWith('image/');
}
