/** What the form of the publication holds, what is wrong with it, and the entry it becomes. */
import { orNull } from '../../../../registry/views/person-draft.ts';
import type { OwnDraft } from '../../../../registry/views/use-writing.ts';
import { newDraft } from '../../../../web/drafts.ts';
import { publicationDescribed } from '../../entries.ts';
import { publicationFault, type Publication, type PublicationFault } from '../publication.ts';

/** Codes of OrganisationRole. */
const ROLES = ['1', '2', '3', '4'] as const;

interface OrganisationTyped {
  name: string;
  ref: string;
  type: string;
  role: string;
}
export interface PublicationTyped {
  identifier: string;
  reporting: OrganisationTyped;
  participating: OrganisationTyped[];
  countries: string[];
  locations: { es: string; en: string }[];
  sectors: { code: string; share: string }[];
  markers: { code: string; significance: string }[];
  source: string;
}
type PublicationWrong = PublicationFault | 'no-reporter' | 'no-reporter-ref' | 'no-identifier' | 'identifier-not-of-reporter' | 'bad-character' |
  'no-name' | 'no-country' | 'no-location-name' | 'no-sector' | 'no-code' | 'bad-share' | 'no-source';

export const noOrganisation = (role = '4'): OrganisationTyped => ({ name: '', ref: '', type: '', role });

export function publicationTyped(of: Publication | null): PublicationTyped {
  if (of === null) {
    const nobody: PublicationTyped = { identifier: '', reporting: noOrganisation(), participating: [noOrganisation('1'), noOrganisation()], countries: [], locations: [], sectors: [{ code: '', share: '' }], markers: [], source: '' };
    return nobody;
  }
  return {
    identifier: of.identifier ?? '',
    reporting: of.reporting === null ? noOrganisation() : { ...written(of.reporting), role: '' },
    participating: of.participating.map((one) => ({ ...written(one), role: one.role })),
    countries: [...of.countries],
    locations: of.locations.map(({ es, en }) => ({ es, en: en === es ? '' : en })),
    sectors: of.sectors.map(({ code, percentage }) => ({ code, share: percentage === null ? '' : String(percentage) })),
    markers: of.markers.map((one) => ({ ...one })),
    source: of.source,
  };
}

function written({ name, ref, type }: { name: string; ref: string | null; type: string | null }): Pick<OrganisationTyped, 'name' | 'ref' | 'type'> {
  return { name, ref: ref ?? '', type: type ?? '' };
}

/** What is wrong first, in the order of the form, and what it is about. */
export function publicationWrong(typed: PublicationTyped): { readonly wrong: PublicationWrong; readonly about: string } | null {
  const { reporting, identifier, participating, countries, locations, sectors, markers, source } = typed;
  const ref = reporting.ref.trim();
  const own = identifier.trim();
  const checks: readonly [PublicationWrong, string | false | undefined][] = [
    ['no-reporter', reporting.name.trim() === '' && ''],
    ['no-reporter-ref', ref === '' && ''],
    ['no-identifier', own === '' && ''],
    ['bad-character', [ref, own, ...participating.map((one) => one.ref.trim())].find((text) => /[\s/&|?]/.test(text))],
    ['identifier-not-of-reporter', (!own.startsWith(`${ref}-`) || own.length <= ref.length + 1) && `${ref}-`],
    ['no-name', participating.some(({ name, ref: other }) => name.trim() === '' && other.trim() !== '') && ''],
    ['no-country', countries.length === 0 && ''],
    ['no-location-name', locations.some(({ es, en }) => es.trim() === '' && en.trim() !== '') && ''],
    ['no-sector', sectors.every(({ code }) => code === '') && ''],
    ['no-code', sectors.some(({ code, share }) => code === '' && share.trim() !== '') && ''],
    ['bad-share', sectors.find(({ share }) => share.trim() !== '' && shareOf(share) === null)?.share],
    ['no-code', markers.some(({ code }) => code === '') && ''],
    ['no-source', source.trim() === '' && ''],
  ];
  for (const [wrong, about] of checks) if (typeof about === 'string') return { wrong, about };
  const found = publicationFault(publicationSaid(typed));
  return found === null ? null : { wrong: found.fault, about: found.about };
}

/** A whole percentage of 0 to 100, as the ledger keeps numbers; null where it is none. */
export function shareOf(text: string): number | null {
  return /^(\d{1,2}|100)$/.test(text.trim()) ? Number(text.trim()) : null;
}

/** What was typed as the entry has it; rows in which nothing was written fall away. */
function publicationSaid({ identifier, reporting, participating, countries, locations, sectors, markers, source }: PublicationTyped): Publication {
  const organisation = ({ name, ref, type }: OrganisationTyped): NonNullable<Publication['reporting']> => ({ name: name.trim(), ref: orNull(ref), type: type === '' ? null : type });
  return {
    identifier: orNull(identifier),
    reporting: organisation(reporting),
    participating: participating.filter(({ name }) => name.trim() !== '').map((one) => ({ ...organisation(one), role: ROLES.find((role) => role === one.role) ?? '4' })),
    countries: [...countries],
    locations: locations.filter(({ es }) => es.trim() !== '').map(({ es, en }) => ({ es: es.trim(), en: en.trim() || es.trim() })),
    sectors: sectors.filter(({ code }) => code !== '').map(({ code, share }) => ({ code, percentage: shareOf(share) })),
    markers: markers.map(({ code, significance }) => ({ code, significance })),
    source: source.trim(),
  };
}

/** The entry, a correction where something stood. Only for what has no fault. */
export function publicationDraft(typed: PublicationTyped, day: string, of: { readonly entryId: string; readonly occurredOn: string; readonly leaves: readonly string[] } | null): OwnDraft {
  return newDraft(publicationDescribed, of?.occurredOn ?? day, { ...publicationSaid(typed) }, of === null ? {} : { rootId: of.entryId, supersedes: of.leaves });
}
