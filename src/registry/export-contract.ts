/** Routes of lists as files. */
import { z } from 'zod';
import { contract } from '../platform/contract.ts';
import { organisationFilter, peopleFilter } from './contract.ts';

/** What a list shows, as a file. Personal columns only for those who may; what was taken out is kept. */
const exported = { format: z.enum(['csv', 'xlsx']), language: z.enum(['es', 'en']).default('es') };

export const exportPeople = contract({
  method: 'POST',
  path: '/api/programmes/:programme/people/export',
  permission: 'person.read',
  params: z.object({ programme: z.uuid() }),
  query: z.object({}),
  body: z.strictObject({ q: z.string().max(200).optional(), ...peopleFilter.shape, ...exported }),
  answer: z.unknown(),
});

export const exportOrganisations = contract({
  method: 'POST',
  path: '/api/programmes/:programme/organisations/export',
  permission: 'organisation.read',
  params: z.object({ programme: z.uuid() }),
  query: z.object({}),
  body: z.strictObject({ q: z.string().max(200).optional(), ...organisationFilter.shape, ...exported }),
  answer: z.unknown(),
});
