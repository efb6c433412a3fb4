/** The parts of a process's page, in their order. Each has its address: `?parte=pruebas`. */
import type { EventsTexts } from '../texts.es.ts';

export type ProcessPart = keyof EventsTexts['parts'];

/** By what the address calls it; the first stands where it says nothing. Some are only for who may read them. */
export const PROCESS_PARTS: readonly { readonly address: string; readonly part: ProcessPart; readonly permission?: string }[] = [
  { address: '', part: 'sessions' },
  { address: 'inscritos', part: 'registered' },
  { address: 'pruebas', part: 'tests' },
  { address: 'satisfaccion', part: 'satisfaction' },
  { address: 'seguimiento', part: 'followUp' },
  { address: 'materiales', part: 'materials' },
  { address: 'certificados', part: 'certificates', permission: 'certificate.read' },
];

/** The part that an address means; what it does not know is the first. */
export function partOf(address: string): ProcessPart {
  return PROCESS_PARTS.find((one) => one.address === address)?.part ?? 'sessions';
}
