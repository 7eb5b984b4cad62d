import { buyerId, organizationId } from './facts.ts'
import type { AwardFacts, ProcessView } from './process-view.ts'
import type { Branch } from './tree.ts'

/**
 * Every organization that the other parts name, with what it does in the process; natural persons never. An organization without a
 * credit code (a filed community group) has its name alone.
 */
export function partiesOf(view: ProcessView): Branch[] {
  const awards = view.notices.flatMap((notice) => notice.awards)
  const roles = new Map<string, Set<string>>()
  const give = (id: string, role: string) => {
    const known = roles.get(id) ?? new Set()
    roles.set(id, known.add(role))
  }
  for (const { organizationId: id } of view.results.flatMap(({ bids }) => bids)) give(id, 'tenderer')
  for (const award of awards) {
    give(award.organizationId, 'supplier')
    if (isPaid(award)) give(award.organizationId, 'payee')
  }
  return [
    buyerOf(view, awards.some(isPaid)),
    ...view.organizations.flatMap(({ id, name, nameEn, creditCode }) => {
      const own = roles.get(id)
      if (own === undefined) return []
      return [
        {
          id: organizationId(id),
          name,
          ...(nameEn === null || nameEn === '' ? {} : { name_en: nameEn }),
          ...(creditCode === null ? {} : { identifier: { scheme: 'CN-USCC', id: creditCode, legalName: name } }),
          roles: [...own],
        },
      ]
    }),
  ]
}

const isPaid = ({ made }: AwardFacts): boolean => (made?.contract.payments.length ?? 0) > 0

const buyerOf = (view: ProcessView, pays: boolean): Branch => ({
  id: buyerId(view),
  name: view.buyer.name,
  name_en: view.buyer.nameEn,
  address: { region: view.region.name, countryName: 'China' },
  roles: ['buyer', 'procuringEntity', ...(pays ? ['payer'] : [])],
})
