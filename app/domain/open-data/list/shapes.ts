import { z } from 'zod'
import { callGroups, callMethods, fundingKinds, instruments, serviceFields } from '../../call/terms.ts'
import { meetingLifecycle } from '../../meeting/lifecycle.ts'
import { publicNeedStates } from '../../need/lifecycle.ts'
import { projectLifecycle } from '../../project/lifecycle.ts'
import { organizationKinds } from '../../search/ask.ts'
import { venueKinds } from '../../venue/schema.ts'
import { address, day, instant, money, number, numberOrNull, text, textOrNull, word, words, yes } from './cells.ts'
import type { ListName } from './names.ts'

/**
 * The fields of each list, in the order of the columns: an allow-list. Only what the list's pages show; nothing that names a private
 * person, and of what people wrote freely only titles and names of places.
 */
const field = () => word(serviceFields, 'common.field')
const region = () => ({ region: text(), regionName: text(), regionNameEn: text() })
const body = () => ({ body: text(), bodyEn: text() })
/** Of a call that is public. */
const callStates = Object.values(callGroups).flat()
const levels = ['CITY', 'DISTRICT', 'TOWN', 'COMMUNITY'] as const

/** What a row says; `id` or the number in front is what it is asked for by. */
export const listItems = {
  calls: z.strictObject({
    callNo: text(),
    title: text(),
    method: word(callMethods, 'call.method'),
    instrument: word(instruments, 'project.instrument'),
    fundingKind: word(fundingKinds, 'call.fundingKind'),
    field: field(),
    state: word(callStates, 'call.state'),
    isSuspended: yes(),
    budget: money(),
    ceiling: money(),
    ...body(),
    ...region(),
    publishedAt: instant(),
    deadlineAt: instant(),
    startsOn: day(),
    endsOn: day(),
    url: address(),
  }),
  projects: z.strictObject({
    projectNo: text(),
    title: text(),
    callNo: textOrNull(),
    state: word(projectLifecycle.states, 'project.state'),
    field: field(),
    organizationId: text(),
    organization: text(),
    ...body(),
    ...region(),
    startsOn: day(),
    endsOn: day(),
    committed: money(),
    released: money(),
    milestonesDone: number(),
    milestonesAll: number(),
    url: address(),
  }),
  organizations: z.strictObject({
    id: text(),
    name: text(),
    nameEn: textOrNull(),
    creditCode: textOrNull(),
    kind: word(organizationKinds, 'organization.kind'),
    isSuspended: yes(),
    isEnded: yes(),
    fields: words(serviceFields, 'common.field'),
    rating: numberOrNull(),
    ...region(),
    projects: number(),
    url: address(),
  }),
  needs: z.strictObject({
    needNo: text(),
    title: text(),
    state: word(publicNeedStates, 'need.state'),
    field: field(),
    ...region(),
    people: number(),
    supporters: number(),
    isInCall: yes(),
    raisedAt: instant(),
    url: address(),
  }),
  funds: z.strictObject({
    id: text(),
    name: text(),
    ...body(),
    appropriated: money(),
    committed: money(),
    held: money(),
    released: money(),
    left: money(),
    spent: money(),
    returned: money(),
    url: address(),
  }),
  incubators: z.strictObject({
    id: text(),
    name: text(),
    nameEn: text(),
    level: word(levels, 'incubator.level'),
    ...region(),
    body: textOrNull(),
    bodyEn: textOrNull(),
    isOpen: yes(),
    tenants: number(),
    alumni: number(),
    places: number(),
    placesLeft: number(),
    seats: number(),
    seatsHeld: number(),
    url: address(),
  }),
  venues: z.strictObject({
    id: text(),
    unit: text(),
    name: text(),
    kind: word(venueKinds, 'venue.kind'),
    ...region(),
    address: text(),
    capacity: number(),
    fee: money(),
    fullFee: money(),
    url: address(),
  }),
  meetings: z.strictObject({
    id: text(),
    title: text(),
    state: word(meetingLifecycle.states, 'meeting.state'),
    kind: text(),
    kindName: text(),
    kindNameEn: text(),
    ...body(),
    ...region(),
    place: text(),
    startsAt: instant(),
    minutesDueOn: day(),
    url: address(),
  }),
} as const satisfies Record<ListName, z.ZodObject>

export type ListRow = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

const code = (pattern: RegExp) => z.string().regex(pattern)
const inRegion = () => code(/^\d{2,12}$/)
const groups = Object.keys(callGroups) as [keyof typeof callGroups, ...(keyof typeof callGroups)[]]

/** What a list is narrowed by; the names are those of its page's address. */
export const listFilters = {
  calls: z.strictObject({
    stage: z.enum(groups).optional(),
    field: z.enum(serviceFields).optional(),
    region: inRegion().optional(),
  }),
  projects: z.strictObject({
    field: z.enum(serviceFields).optional(),
    region: inRegion().optional(),
    state: z.enum(projectLifecycle.states).optional(),
    group: code(/^[A-Z_]{2,40}$/).optional(),
  }),
  organizations: z.strictObject({
    field: z.enum(serviceFields).optional(),
    region: inRegion().optional(),
    call: z.string().min(1).max(40).optional(),
  }),
  needs: z.strictObject({
    state: z.enum(publicNeedStates).optional(),
    field: z.enum(serviceFields).optional(),
    region: inRegion().optional(),
  }),
  funds: z.strictObject({}),
  incubators: z.strictObject({}),
  venues: z.strictObject({ region: inRegion().optional() }),
  meetings: z.strictObject({
    when: z.enum(['coming', 'past']).optional(),
    kind: code(/^[A-Z_]{2,40}$/).optional(),
    region: inRegion().optional(),
  }),
} as const satisfies Record<ListName, z.ZodObject>

export type ListFilter = Readonly<{
  stage?: keyof typeof callGroups | undefined
  field?: (typeof serviceFields)[number] | undefined
  region?: string | undefined
  state?: string | undefined
  group?: string | undefined
  call?: string | undefined
  when?: 'coming' | 'past' | undefined
  kind?: string | undefined
}>

/** As the page reads its own address: what it does not know narrows nothing. */
export function readListFilter(list: ListName, asked: URLSearchParams): ListFilter {
  const { shape } = listFilters[list] as z.ZodObject
  return Object.fromEntries(
    Object.entries(shape).flatMap(([name, schema]) => {
      const read = z.safeParse(schema, asked.get(name) ?? undefined)
      return read.success && read.data !== undefined ? [[name, read.data]] : []
    }),
  )
}

/** The fields of a list in their order. */
export const fieldsOf = (list: ListName): [name: string, schema: z.ZodType][] =>
  Object.entries(listItems[list].shape) as [string, z.ZodType][]
