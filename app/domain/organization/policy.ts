import { definePolicy } from '../shared/policy.ts'

export type OrganizationFacts = { readonly organizationId: string }

/** The profile and the people of an organization; what others see of it is public. */
export const organizationPolicy = definePolicy<OrganizationFacts>()({
  read: { owner: true, editor: true, certifier: true },
  editProfile: { owner: true, editor: true },
  /** Certificates kept for bids: anyone of the organization reads and attaches them. */
  keepDocuments: { owner: true, editor: true },
  manageMembers: { owner: true },
  /** As the registry changed it. */
  rename: { owner: true },
  handOver: { owner: true },
  /** Everything it has here, in one file. */
  export: { owner: true },
})
