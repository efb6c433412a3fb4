/** The camera of this device while QR codes are read with it: opened when asked, and given back as soon as nobody looks. */
import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';
import { qrReader } from './qr-reader.ts';

/** `reader`: the camera works and what reads the code could not be fetched. */
export type CameraState = 'starting' | 'on' | 'paused' | 'denied' | 'none' | 'busy' | 'insecure' | 'reader';

/** Often enough that nobody waits, seldom enough that a cheap phone stays cool. */
const LOOK_EVERY_MS = 150;

const REASONS: Readonly<Record<string, CameraState>> = {
  InsecureError: 'insecure',
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
};

export interface Camera {
  readonly state: Readonly<Ref<CameraState>>;
  readonly start: () => Promise<void>;
}

/** `onText` is told whatever a QR code in front of the camera says, again and again while it stays there. */
export function useCamera(video: Readonly<Ref<HTMLVideoElement | null>>, onText: (text: string) => void): Camera {
  const state = ref<CameraState>('starting');
  let stream: MediaStream | null = null;
  /** Which opening this is: what an earlier one still waits for is dropped. */
  let opening = 0;

  async function start(): Promise<void> {
    stop('starting');
    const own = opening;
    const isOver = (): boolean => own !== opening;
    try {
      const opened = await openCamera();
      if (isOver()) {
        release(opened);
        return;
      }
      stream = opened;
      // Pulled out, or taken away in the settings.
      opened.getVideoTracks()[0]?.addEventListener('ended', () => isOver() || stop('busy'));
      const reader = await qrReader().catch(() => null);
      const shown = video.value;
      if (isOver() || shown === null) return;
      if (reader === null) {
        stop('reader');
        return;
      }
      shown.srcObject = opened;
      await shown.play();
      state.value = 'on';
      void readWhile(() => !isOver(), () => reader(shown), onText);
    } catch (thrown) {
      if (!isOver()) stop(reasonOf(thrown));
    }
  }

  function stop(why: CameraState): void {
    opening += 1;
    if (stream !== null) release(stream);
    stream = null;
    state.value = why;
  }

  /** A phone in the pocket does not film; back in the hand it goes on. */
  function changed(): void {
    if (document.visibilityState === 'visible' && state.value === 'paused') void start();
    else if (document.visibilityState === 'hidden' && (state.value === 'on' || state.value === 'starting')) stop('paused');
  }

  onMounted(() => {
    document.addEventListener('visibilitychange', changed);
    void start();
  });
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', changed);
    stop('paused');
  });
  return { state, start };
}

/** Throws by the name of what stands against it. */
async function openCamera(): Promise<MediaStream> {
  // Browsers hide the camera from pages that did not come by https.
  if (navigator.mediaDevices === undefined) throw new DOMException('The page did not come by https.', 'InsecureError');
  return navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
}

async function readWhile(goesOn: () => boolean, read: () => Promise<string | null>, onText: (text: string) => void): Promise<void> {
  while (goesOn()) {
    const text = await read();
    if (goesOn() && text !== null) onText(text);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function release(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Anything else (`NotReadableError`, `AbortError`) is a camera that is there and does not come. */
function reasonOf(thrown: unknown): CameraState {
  return (thrown instanceof DOMException ? REASONS[thrown.name] : undefined) ?? 'busy';
}
