/** Short messages at the bottom of the window, with a way to undo where there is one. */
import { reactive } from 'vue';
import type { RouteLocationRaw } from 'vue-router';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'ok' | 'bad';
  readonly undo: (() => void) | null;
  /** Where the matter can be settled; such a message stays until it is closed or followed. */
  readonly link: { readonly label: string; readonly to: RouteLocationRaw } | null;
}

const SECONDS_SHOWN = 8;
let lastId = 0;

export const toasts = reactive<Toast[]>([]);

/** Shows a message; it goes after a few seconds, later where it can be undone. */
export function showToast(text: string, options: { tone?: Toast['tone']; undo?: () => void; link?: Toast['link'] } = {}): void {
  lastId += 1;
  const toast: Toast = { id: lastId, text, tone: options.tone ?? 'ok', undo: options.undo ?? null, link: options.link ?? null };
  toasts.push(toast);
  if (toast.link === null) setTimeout(() => dismissToast(toast.id), SECONDS_SHOWN * (toast.undo === null ? 1000 : 2000));
}

export function dismissToast(id: number): void {
  const at = toasts.findIndex((toast) => toast.id === id);
  if (at >= 0) toasts.splice(at, 1);
}
