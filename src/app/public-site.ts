/** Which pages of a programme stand for anybody: those of which somebody decided something. */
import { isAnythingPublic } from '../capabilities/events/public-pages/queries.ts';
import { programmeDescribed } from '../capabilities/results/entries.ts';
import { findNotice } from '../capabilities/results/privacy/queries.ts';
import { findStanding } from '../capabilities/results/publication/queries.ts';
import { payloadAt } from '../capabilities/results/queries.ts';
import type { FindSite } from '../site/serving.ts';

export const findSite: FindSite = async (client, { id, code, name, demonstration }) => {
  const results = (await findStanding(client, id)) !== null;
  const stands = results || (await isAnythingPublic(client, id)) || (await findNotice(client, id)) !== null;
  if (!stands) return null;
  const described = await payloadAt(client, id, programmeDescribed, Number.MAX_SAFE_INTEGER);
  const says = described === null ? null : programmeDescribed.payload.parse(described);
  return { code, results, name: says?.name ?? { es: name, en: name }, demonstration: demonstration || (says?.demonstration ?? false) };
};
