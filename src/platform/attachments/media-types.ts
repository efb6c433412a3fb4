/** Types of files that are taken in. Pure. */

export type FileType = 'png' | 'jpeg' | 'webp' | 'pdf' | 'xlsx';

export const MEDIA_TYPES: Readonly<Record<FileType, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
