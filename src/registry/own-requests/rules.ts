/** What people may ask of what the programme holds about them. Pure. */

export const OWN_REQUESTS = ['erasure', 'correction'] as const;
export type OwnRequest = (typeof OWN_REQUESTS)[number];
export const OWN_REQUEST_ANSWERS = ['done', 'declined'] as const;
