import type { CallState } from '#app/domain/call/lifecycle.ts'
import type { ProjectState } from '#app/domain/project/lifecycle.ts'
import type { ServiceField } from '#app/domain/search/ask.ts'
import type { CallMethod, OrganizationKind } from '#prisma/generated/enums.ts'

// What the corpus is written in. Everything in it is invented; regions are named by their codes in prisma/seed/data/regions.ts.

export type BodyRow = { key: string; zh: string; en: string; region: string }

export type CallRow = {
  /** Named by judgments; calls and projects share one space of keys. */
  key: string
  no: string
  title: string
  summary: string
  requirement: string
  beneficiaries: string
  field: ServiceField
  body: string
  /** Where the service is given; the body's region when left out. */
  region?: string
  method: CallMethod
  state: CallState
  /** A day of publication, YYYY-MM-DD. */
  on: string
  /** Ten thousands of yuan. */
  budgetWan: number
}

/** Field, body and, unless named, region are those of the call it was awarded from. */
export type ProjectRow = {
  key: string
  no: string
  call: string
  organization: string
  title: string
  summary: string
  field?: ServiceField
  region?: string
  state: ProjectState
  on: string
  amountWan: number
}

export type OrganizationRow = {
  key: string
  name: string
  nameEn?: string
  creditCode?: string
  kind: OrganizationKind
  fields: readonly ServiceField[]
  region: string
  introduction: string
}
