import { z } from 'zod'
import { resultStates } from '../../award/result-states.ts'
import { callGroups, serviceFields } from '../../call/terms.ts'
import { publicNeedStates } from '../../need/lifecycle.ts'
import { policyKinds, policyStandings } from '../../policy-document/terms.ts'
import { projectLifecycle } from '../../project/lifecycle.ts'
import { remedyLifecycle } from '../../remedy/lifecycle.ts'
import { showcaseKinds } from '../../showcase/schema.ts'
import { communityItems } from './items/community.ts'
import { governmentItems } from './items/government.ts'
import { organizationItems } from './items/organizations.ts'
import { hitItem, purchaseItems } from './items/purchase.ts'
import type { FileName, ListName } from './names.ts'

/**
 * The fields of each list, in the order of the columns: an allow-list. Only what the list's pages show; nothing that names a private
 * person, and of what people wrote freely only titles and names of places. `id` or the number in front is what a row is asked for by.
 */
export const listItems = {
  ...purchaseItems,
  ...communityItems,
  ...organizationItems,
  ...governmentItems,
} as const satisfies Record<ListName, z.ZodObject>

/** The same of every file: of the lists, and of what a search finds. */
export const fileItems = {
  ...listItems,
  search: hitItem,
  'search-organizations': listItems.organizations,
} as const satisfies Record<FileName, z.ZodObject>

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
  policies: z.strictObject({
    kind: z.enum(policyKinds).optional(),
    place: code(/^(nation|\d{2}|\d{4}|\d{6})$/).optional(),
    standing: z.enum(policyStandings).optional(),
    year: code(/^\d{4}$/).optional(),
    q: z.string().min(1).max(100).optional(),
  }),
  results: z.strictObject({ state: z.enum(resultStates).optional(), region: inRegion().optional() }),
  objections: z.strictObject({ state: z.enum(remedyLifecycle.states).optional() }),
  'single-source': z.strictObject({}),
  'function-transfers': z.strictObject({}),
  'task-admissions': z.strictObject({ region: inRegion().optional() }),
  'post-prices': z.strictObject({ body: z.uuid().optional() }),
  rules: z.strictObject({}),
  catalogue: z.strictObject({ field: z.enum(serviceFields).optional(), region: inRegion().optional() }),
  volunteering: z.strictObject({}),
  appeals: z.strictObject({}),
  credit: z.strictObject({ q: z.string().min(1).max(80).optional() }),
  'credit-events': z.strictObject({ organization: z.uuid().optional() }),
  ratings: z.strictObject({ organization: z.uuid().optional() }),
  'rating-notices': z.strictObject({}),
  'rating-rounds': z.strictObject({}),
  recognition: z.strictObject({}),
  showcases: z.strictObject({ kind: z.enum(showcaseKinds).optional(), region: inRegion().optional() }),
  'showcase-phases': z.strictObject({ region: inRegion().optional() }),
  responsibilities: z.strictObject({}),
  'ledger-anchors': z.strictObject({}),
} as const satisfies Record<ListName, z.ZodObject>

export type ListFilter = Readonly<{
  stage?: keyof typeof callGroups | undefined
  field?: (typeof serviceFields)[number] | undefined
  region?: string | undefined
  state?: string | undefined
  group?: string | undefined
  call?: string | undefined
  body?: string | undefined
  organization?: string | undefined
  when?: 'coming' | 'past' | undefined
  kind?: string | undefined
  place?: string | undefined
  standing?: (typeof policyStandings)[number] | undefined
  year?: string | undefined
  q?: string | undefined
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

/** The fields of a file in their order. */
export const fieldsOf = (file: FileName): [name: string, schema: z.ZodType][] =>
  Object.entries(fileItems[file].shape) as [string, z.ZodType][]
