/** The share sheet of the device, by which a file goes to WhatsApp or to whatever else is there. */

/** Whether the device shares files of this type at all. Each page asks anew: it is a question of the browser, and cheap. */
export function sharesFiles(mediaType: string): boolean {
  if (typeof navigator.canShare !== 'function') return false;
  return navigator.canShare({ files: [new File([''], 'archivo', { type: mediaType })] });
}

/**
 * Opens the share sheet. `too-late`: the file took so long that the browser wants another tap before it opens anything;
 * whoever closes the sheet is not told that something failed.
 */
export async function shareFile(file: File): Promise<'shared' | 'closed' | 'too-late'> {
  try {
    await navigator.share({ files: [file], title: file.name });
    return 'shared';
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return 'closed';
    if (error instanceof DOMException && error.name === 'NotAllowedError') return 'too-late';
    throw error;
  }
}
