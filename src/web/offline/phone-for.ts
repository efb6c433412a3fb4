/** When the phone of this window begins to work, and for which programme. What is loaded from here is kept with the field pages (the router is not followed). */
import { session, worksOnPhone } from '../session.ts';

/** The programme that the phone of this window works for; `undefined` until it was asked. */
let workedFor: string | null | undefined;

/** Puts the phone to work where the user works on one; offices never load it. */
export async function phoneFor(programme: string | null): Promise<void> {
  const whose = `${programme ?? ''} ${session.user?.id ?? ''}`;
  if (workedFor === whose) return;
  if (!worksOnPhone() && workedFor === undefined) return;
  workedFor = whose;
  const { workOnPhone } = await import('./start.ts');
  await workOnPhone();
}
