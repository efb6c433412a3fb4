/** How a picture is looked at: how near, and turned by how many quarters. Pure. */

export interface PictureView {
  /** 1: as wide as the place it is shown in. */
  readonly zoom: number;
  /** Quarters turned to the right, 0 to 3. */
  readonly quarters: number;
}

export const AT_REST: PictureView = { zoom: 1, quarters: 0 };
const ZOOM_MIN = 0.5;
const ZOOM_MAX = 8;
/** How much nearer one press goes. */
const STEP = 1.25;

export function zoomed(view: PictureView, factor: number): PictureView {
  return { ...view, zoom: Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, view.zoom * factor)) };
}

export function turned({ quarters }: PictureView): PictureView {
  // As wide as the place again: what was looked at is elsewhere now.
  return { zoom: 1, quarters: (quarters + 1) % 4 };
}

/** What a key does to the view; null: nothing. Arrows are the browser's, which moves whatever is larger than its place. */
export function keyed(view: PictureView, key: string): PictureView | null {
  if (key === '+' || key === '=') return zoomed(view, STEP);
  if (key === '-' || key === '_') return zoomed(view, 1 / STEP);
  if (key === '0') return { ...view, zoom: 1 };
  return key === 'r' || key === 'R' ? turned(view) : null;
}

export function nearer(view: PictureView): PictureView {
  return zoomed(view, STEP);
}

export function farther(view: PictureView): PictureView {
  return zoomed(view, 1 / STEP);
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How large the picture is shown, as it lies and as it takes room once it is turned. */
export function sizesOf(natural: Size, placeWidth: number, { zoom, quarters }: PictureView): { readonly picture: Size; readonly room: Size } {
  const lies = quarters % 2 === 1;
  const across = lies ? natural.height : natural.width;
  const scale = across === 0 ? 0 : (placeWidth * zoom) / across;
  const picture = { width: natural.width * scale, height: natural.height * scale };
  return { picture, room: lies ? { width: picture.height, height: picture.width } : picture };
}
