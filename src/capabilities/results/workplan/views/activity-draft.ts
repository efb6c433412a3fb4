/** What was typed about an activity or its progress: what is wrong with it, and the draft it makes. */
import { orNull } from '../../../../registry/views/person-draft.ts';
import type { OwnDraft } from '../../../../registry/views/use-writing.ts';
import { newDraft } from '../../../../web/drafts.ts';
import { activityPlanned, activityProgressed } from '../../statement-entries.ts';
import type { ActivityState } from '../rules.ts';
import type { Activity } from './workplan-words.ts';

export interface ActivityTyped {
  code: string;
  title: string;
  titleEn: string;
  area: string;
  startsOn: string;
  endsOn: string;
  responsible: string;
  partnerId: string;
  processIds: string[];
  source: string;
}
export type ActivityFault = 'code' | 'title' | 'area' | 'startsOn' | 'endsOn';

/** The form's boxes for what stands, or empty ones. */
export function activityTyped(one: Activity | null, area: string): ActivityTyped {
  if (one === null) {
    return { code: '', title: '', titleEn: '', area, startsOn: '', endsOn: '', responsible: '', partnerId: '', processIds: [], source: '' };
  }
  const { code, title, startsOn, endsOn } = one;
  return {
    code,
    title,
    titleEn: one.titleEn ?? '',
    area: one.area,
    startsOn,
    endsOn,
    responsible: one.responsible ?? '',
    partnerId: one.partnerId ?? '',
    processIds: one.processes.map(({ id }) => id),
    source: one.source ?? '',
  };
}

export function activityFaults(typed: ActivityTyped): ActivityFault[] {
  const faults: ActivityFault[] = [];
  if (typed.code.trim() === '') faults.push('code');
  if (typed.title.trim() === '') faults.push('title');
  if (typed.area === '') faults.push('area');
  if (typed.startsOn === '') faults.push('startsOn');
  if (typed.endsOn === '' || typed.endsOn < typed.startsOn) faults.push('endsOn');
  return faults;
}

/** A plan is entered the day it is made; it speaks of days to come. */
export function activityDraft(typed: ActivityTyped, before: Activity | null, today: string): OwnDraft {
  const payload = {
    code: typed.code.trim(),
    title: typed.title.trim(),
    titleEn: orNull(typed.titleEn),
    area: typed.area,
    startsOn: typed.startsOn,
    endsOn: typed.endsOn,
    responsible: orNull(typed.responsible),
    partnerId: orNull(typed.partnerId),
    processIds: [...typed.processIds],
    source: orNull(typed.source),
  };
  return newDraft(activityPlanned, today, payload, before === null ? {} : { rootId: before.id, supersedes: before.leaves });
}

export interface ProgressTyped {
  on: string;
  state: ActivityState;
  percent: string;
  newEndsOn: string;
  note: string;
}
export type ProgressFault = 'on' | 'percent' | 'newEndsOn';

export function progressFaults(typed: ProgressTyped, activity: Pick<Activity, 'startsOn'>, today: string): ProgressFault[] {
  const faults: ProgressFault[] = [];
  if (typed.on === '' || typed.on > today) faults.push('on');
  if (typed.state === 'under-way' && typed.percent.trim() !== '' && !/^(100|\d{1,2})$/.test(typed.percent.trim())) faults.push('percent');
  const needsEnd = typed.state === 'postponed';
  if ((needsEnd && typed.newEndsOn === '') || (typed.newEndsOn !== '' && typed.newEndsOn < activity.startsOn)) faults.push('newEndsOn');
  return faults;
}

/** Only what belongs to the state goes in: a percent of what is under way, a new deadline of what is not over. */
export function progressDraft(activityId: string, typed: ProgressTyped): OwnDraft {
  const over = typed.state === 'done' || typed.state === 'cancelled';
  const percent = typed.state === 'under-way' && typed.percent.trim() !== '' ? Number(typed.percent.trim()) : null;
  return newDraft(activityProgressed, typed.on, {
    activityId,
    state: typed.state,
    percent,
    note: orNull(typed.note),
    newEndsOn: over ? null : orNull(typed.newEndsOn),
  });
}
