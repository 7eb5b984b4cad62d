import { type Branch, isBranch, isLeaf, isList, type Tree } from './tree.ts'

// The merge rules of OCDS 1.1 (Merging): a null takes a field away, lists of objects with ids are merged by id, other lists are replaced.
// No field of ours is one that the schema merges as a whole list (wholeListMerge).

type Item = Branch & { readonly id: string | number }
const hasId = ({ id }: Branch): boolean => typeof id === 'string' || typeof id === 'number'
const isItem = (tree: Tree): tree is Item => isBranch(tree) && hasId(tree)
const areItems = (tree: Tree | undefined): tree is readonly Item[] =>
  isList(tree) && tree.length > 0 && tree.every(isItem)

/** What schema or reader need to know which thing changed; never left out of a change. */
const naming = new Set(['id', 'awardID', 'measure'])

/** What was known with a release added to it. */
export function mergeRelease(known: Branch, release: Branch): Branch {
  const merged: Record<string, Tree | undefined> = { ...known }
  for (const [name, value] of Object.entries(release)) {
    if (value === undefined) continue
    if (value === null) Reflect.deleteProperty(merged, name)
    else merged[name] = mergeValue(known[name], value)
  }
  return merged
}

function mergeValue(known: Tree | undefined, value: Tree): Tree {
  if (isBranch(value)) return mergeRelease(isBranch(known) ? known : {}, value)
  if (!areItems(value)) return value
  const items = new Map((areItems(known) ? known : []).map((item) => [item.id, item]))
  for (const item of value) items.set(item.id, mergeRelease(items.get(item.id) ?? {}, item) as Item)
  return [...items.values()]
}

const sameLeaf = (before: Tree | undefined, after: Tree): boolean => JSON.stringify(before) === JSON.stringify(after)

/**
 * What a release must say so that merging it into `before` gives `after`; undefined when nothing. An item that is in a list no more stays
 * there: the standard has no way to take it out, and what was once published was so.
 */
export function changeBetween(before: Branch, after: Branch): Branch | undefined {
  const change: Record<string, Tree> = {}
  for (const [name, value] of Object.entries(after)) {
    const changed = value === undefined || value === null ? undefined : changedValue(before[name], value)
    if (changed !== undefined) change[name] = changed
  }
  for (const [name, value] of Object.entries(before))
    if (value !== undefined && (after[name] === undefined || after[name] === null) && !areItems(value))
      change[name] = null
  if (Object.keys(change).length === 0) return undefined
  const names = Object.entries(after).filter(([name, value]) => naming.has(name) && value !== undefined)
  return { ...Object.fromEntries<Tree | undefined>(names), ...change }
}

function changedValue(before: Tree | undefined, after: Tree): Tree | undefined {
  if (isBranch(after)) return changeBetween(isBranch(before) ? before : {}, after)
  if (isLeaf(after) || !areItems(after)) return sameLeaf(before, after) || isEmptied(before, after) ? undefined : after
  const known = new Map((areItems(before) ? before : []).map((item) => [item.id, item]))
  const changed = after
    .map((item) => changeBetween(known.get(item.id) ?? {}, item))
    .filter((change) => change !== undefined)
  return changed.length === 0 ? undefined : changed
}

const isEmptied = (before: Tree | undefined, after: Tree): boolean =>
  areItems(before) && isList(after) && after.length === 0
