/** What a camera sees while QR codes are held in front of it, as a file that Chromium takes for one. */
import { create } from 'qrcode';

const [WIDTH, HEIGHT] = [640, 480];
const FRAMES_A_SECOND = 10;
/** Points of the picture for each of the code. */
const MODULE = 8;
const [BLACK, WHITE, TABLE] = [30, 230, 150];

/** A picture held for some seconds; null: nothing but the table. */
export interface Held {
  readonly text: string | null;
  readonly seconds: number;
}

/** A film in YUV4MPEG2, which begins anew at its end. */
export function cameraFilm(scenes: readonly Held[]): Buffer {
  const frames = scenes.flatMap(({ text, seconds }) => {
    const frame = frameOf(text);
    return Array.from({ length: seconds * FRAMES_A_SECOND }, () => frame);
  });
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES_A_SECOND}:1 Ip A1:1 C420jpeg\n`), ...frames]);
}

function frameOf(text: string | null): Buffer {
  const luma = Buffer.alloc(WIDTH * HEIGHT, TABLE);
  if (text !== null) draw(luma, text);
  // Grey: no colour in either of the two planes that follow.
  return Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);
}

/** On white paper, a little off the middle, as hands hold it. */
function draw(luma: Buffer, text: string): void {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const side = (size + 8) * MODULE;
  const [left, top] = [Math.floor((WIDTH - side) / 2) + 17, Math.floor((HEIGHT - side) / 2) - 9];
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const [column, row] = [Math.floor(x / MODULE) - 4, Math.floor(y / MODULE) - 4];
      const isInside = column >= 0 && row >= 0 && column < size && row < size;
      luma[(top + y) * WIDTH + left + x] = isInside && data[row * size + column] === 1 ? BLACK : WHITE;
    }
  }
}
