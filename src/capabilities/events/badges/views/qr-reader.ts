/** What reads a QR code from a picture: the browser where it can, else a library that is fetched only then. */

/** The text of a QR code in the picture that is shown; null where there is none. */
export type QrReader = (shown: HTMLVideoElement) => Promise<string | null>;

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
declare global {
  /** Not in every browser, and where it is, not for every form of code. */
  var BarcodeDetector: { new (options: { readonly formats: readonly string[] }): Detector; getSupportedFormats(): Promise<readonly string[]> } | undefined;
}

/** Longest side of the picture that is looked through, pixels: a badge at arm's length is read, and a cheap phone keeps up. */
const SIDE_MAX = 720;

export async function qrReader(): Promise<QrReader> {
  return (await ofBrowser()) ?? (await ofLibrary());
}

async function ofBrowser(): Promise<QrReader | null> {
  const Kind = globalThis.BarcodeDetector;
  // Some systems have the class and fail as soon as it is used.
  const formats = (await Kind?.getSupportedFormats().catch(() => null)) ?? [];
  if (Kind === undefined || !formats.includes('qr_code')) return null;
  const detector = new Kind({ formats: ['qr_code'] });
  // A picture that is not there yet is refused; the next one will be.
  return async (shown) => (await detector.detect(shown).catch(() => []))[0]?.rawValue ?? null;
}

async function ofLibrary(): Promise<QrReader> {
  const { decodeQR } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  return async (shown) => {
    const { videoWidth, videoHeight } = shown;
    const scale = Math.min(1, SIDE_MAX / Math.max(videoWidth, videoHeight));
    const [width, height] = [Math.round(videoWidth * scale), Math.round(videoHeight * scale)];
    if (pen === null || width === 0 || height === 0) return null;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    pen.drawImage(shown, 0, 0, width, height);
    try {
      return decodeQR(pen.getImageData(0, 0, width, height));
    } catch {
      // It throws where it sees no code, which is most of the time.
      return null;
    }
  };
}
