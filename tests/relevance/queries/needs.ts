import { calls } from '../corpus/calls.ts'
import { projects } from '../corpus/projects.ts'
import type { Grades } from './shape.ts'

// What people mean, apart from how they write it: the same need asked by pinyin, in Traditional characters or with a slip has the
// same right answers. How these were judged is said in queries.ts.

export const elderCare: Grades = {
  3: 'homecare daycare p-daycare elder-adviser',
  2: 'med-care care-home-review respite home-mod meal-26 dementia p-dementia carers-school solo-26 empty-nest p-empty-nest rural-elder p-memory-cafe p-shared-table',
  1: 'solo-25 p-solo-25 meal-25 p-meal-25 p-shared-table-25 trad-elder elder-mind p-elder-mind elder-school opera elder-fraud phone-class p-phone p-portraits p-wheelchair hospice p-hospice station',
}

export const olderPeople: Grades = {
  3: 'homecare daycare p-daycare solo-26 meal-26 dementia p-dementia home-mod respite phone-class p-phone empty-nest p-empty-nest trad-elder elder-mind p-elder-mind elder-adviser rural-elder med-care p-memory-cafe p-shared-table p-portraits elder-fraud elder-school',
  2: 'solo-25 p-solo-25 meal-25 p-meal-25 p-shared-table-25 opera care-home-review p-wheelchair',
  1: 'carers-school hospice p-hospice station',
}

export const livingAlone: Grades = {
  3: 'solo-26 p-shared-table trad-elder',
  2: 'solo-25 p-solo-25 p-shared-table-25 empty-nest p-empty-nest',
  1: 'rural-elder elder-mind p-elder-mind',
}

export const children: Grades = {
  3: 'kids-in-need p-kids-in-need left-behind-kids migrant-kids p-migrant-kids autism p-autism drowning child-rehab p-child-rehab picture-books p-picture-books p-chess minor-station',
  2: 'after-school p-after-school summer-26 p-summer-26 girls toddlers bullying eyesight',
  1: 'summer-25 p-summer-25 youth-mind family-school science young-offenders p-young-offenders p-study-mates p-single-parent station',
}

export const correction: Grades = {
  3: 'correction correction-mind p-correction-mind',
  2: 'young-offenders p-young-offenders',
  1: 'released drugs',
}

export const wasteSorting: Grades = { 3: 'waste-26', 2: 'waste-25 p-waste-25' }

export const autismSupport: Grades = { 3: 'autism p-autism p-bakery', 1: 'child-rehab p-child-rehab' }

export const childrenWithAutism: Grades = { 3: 'autism p-autism', 2: 'p-bakery', 1: 'child-rehab p-child-rehab' }

export const dementiaCare: Grades = { 3: 'dementia p-dementia p-memory-cafe', 1: 'respite' }

export const toddlerCare: Grades = {
  3: 'toddlers',
  1: 'after-school p-after-school summer-26 p-summer-26 summer-25 p-summer-25',
}

export const dayCare: Grades = { 3: 'daycare p-daycare', 1: 'homecare med-care respite' }

export const legalAid: Grades = {
  3: 'wages violence p-violence',
  2: 'mediation law-lectures',
  1: 'elder-fraud bullying correction correction-mind p-correction-mind young-offenders p-young-offenders released drugs',
}

export const drowningPrevention: Grades = { 3: 'drowning' }

export const childRehabilitation: Grades = { 3: 'child-rehab p-child-rehab', 1: 'autism p-autism' }

export const youthMind: Grades = { 3: 'youth-mind', 1: 'correction-mind p-correction-mind elder-mind p-elder-mind' }

export const workForDisabled: Grades = {
  3: 'sheltered-work p-sheltered',
  2: 'p-bakery p-deaf-coffee shellfish p-shellfish',
  1: 'mental-rehab',
}

export const violenceAtHome: Grades = { 3: 'violence p-violence' }

export const qingchuan: Grades = { 3: 'qingchuan qingchuan-work qingchuan-fund' }

export const rescue: Grades = { 3: 'lanxin wz-rescue', 1: 'ansheng-fire' }

export const foundations: Grades = { 3: 'qingchuan-fund luming-fund changan-found' }

const keysOf = (rows: readonly { key: string }[]) => rows.map(({ key }) => key).join(' ')

/** A call held as a venture call for one purpose, and what came of it: related to whoever asks for venture calls as such. */
const umbrellas = ['venture-26', 'venture-25', 'venture-xm']
const ventureCalls = calls.filter(({ key, method }) => method === 'VENTURE_CALL' && !umbrellas.includes(key))

export const ventureCallsAsSuch: Grades = {
  3: 'venture-26 venture-xm',
  2: 'venture-25',
  1: keysOf([
    ...ventureCalls,
    ...projects.filter(({ call }) => umbrellas.includes(call) || ventureCalls.some(({ key }) => key === call)),
  ]),
}
/** Of a year: other years' editions and the projects that the year's edition paid for are related. */
export const ventureCallOf2025: Grades = {
  3: 'venture-25',
  1: `venture-26 venture-xm ${keysOf(projects.filter(({ call }) => call === 'venture-25'))}`,
}
