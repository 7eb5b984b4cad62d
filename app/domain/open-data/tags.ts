import { type Branch, isBranch, isList, type Tree } from './tree.ts'

const branchesIn = (tree: Tree | undefined): Branch[] => (isList(tree) ? tree.filter(isBranch) : [])
const partOf = (tree: Branch, name: string): Branch | undefined => {
  const part = tree[name]
  return isBranch(part) ? part : undefined
}

/** What a release is about (releaseTag.csv): what it adds to what was known, and what it changes. Never empty. */
export function releaseTags(known: Branch, change: Branch): string[] {
  const tags = new Set<string>()
  if (change['planning'] !== undefined) tags.add(known['planning'] === undefined ? 'planning' : 'planningUpdate')
  const tender = partOf(change, 'tender')
  if (tender !== undefined) tags.add(tagOfTender(partOf(known, 'tender'), tender))
  for (const tag of tagsOfAwards(branchesIn(known['awards']), branchesIn(change['awards']))) tags.add(tag)
  for (const tag of tagsOfContracts(branchesIn(known['contracts']), branchesIn(change['contracts']))) tags.add(tag)
  if (tags.size === 0) tags.add(known['tender'] === undefined ? 'planningUpdate' : 'tenderUpdate')
  return [...tags]
}

function tagOfTender(known: Branch | undefined, change: Branch): string {
  if (known === undefined) return 'tender'
  if (change['status'] === 'cancelled' || change['status'] === 'unsuccessful') return 'tenderCancellation'
  return branchesIn(change['amendments']).length > 0 ? 'tenderAmendment' : 'tenderUpdate'
}

const isKnown = (known: readonly Branch[], { id }: Branch): boolean => known.some((item) => item['id'] === id)

const tagsOfAwards = (known: readonly Branch[], changes: readonly Branch[]): string[] =>
  changes.map((award) =>
    !isKnown(known, award) ? 'award' : award['status'] === 'cancelled' ? 'awardCancellation' : 'awardUpdate',
  )

/** Of a contract that is known, what else than its implementation changed. */
const ownFields = ({ id: _id, awardID: _awardID, implementation: _implementation, ...own }: Branch) => own

function tagsOfContracts(known: readonly Branch[], changes: readonly Branch[]): string[] {
  return changes.flatMap((change) => {
    const before = known.find((contract) => contract['id'] === change['id'])
    if (before === undefined) return ['contract']
    const tags: string[] = []
    if (change['status'] === 'terminated') tags.push('contractTermination')
    else if (branchesIn(change['amendments']).length > 0) tags.push('contractAmendment')
    else if (Object.keys(ownFields(change)).length > 0) tags.push('contractUpdate')
    if (change['implementation'] !== undefined) tags.push(hasBegun(before) ? 'implementationUpdate' : 'implementation')
    return tags
  })
}

/** Something of it was paid or met already. */
function hasBegun(contract: Branch): boolean {
  const implementation = partOf(contract, 'implementation') ?? {}
  return (
    branchesIn(implementation['transactions']).length > 0 ||
    branchesIn(implementation['milestones']).some(({ dateMet }) => dateMet !== undefined)
  )
}
