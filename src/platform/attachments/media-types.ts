/** Types of files that are taken in. Pure. */

export type FileType = 'png' | 'jpeg' | 'webp' | 'pdf' | 'xlsx' | 'docx' | 'pptx';

export const MEDIA_TYPES: Readonly<Record<FileType, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};
