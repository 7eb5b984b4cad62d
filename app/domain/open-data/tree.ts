/**
 * Open data before it is written out: JSON whose amounts, addresses and process numbers stand as leaves of their own. An amount never
 * passes through a float, and what is stored holds neither the site's address nor the registered prefix, which may change.
 */
export type Tree = string | number | boolean | null | Leaf | readonly Tree[] | Branch
export type Branch = { readonly [name: string]: Tree | undefined }
/** Fen as text; a path of this site; a process number without its prefix. */
export type Leaf = { readonly $fen: string } | { readonly $path: string } | { readonly $ocid: string }

/** Where the site is, without a slash at its end, and the prefix that the registry of OCDS gave its publisher. */
export type Site = { readonly baseUrl: string; readonly ocidPrefix: string }

export const yuan = (fen: string) => ({ amount: { $fen: fen }, currency: 'CNY' })
export const page = (path: string): Leaf => ({ $path: path })
export const ocidOf = ({ ocidPrefix }: Pick<Site, 'ocidPrefix'>, processNo: string): string =>
  `${ocidPrefix}-${processNo}`

export const isList = (tree: Tree | undefined): tree is readonly Tree[] => Array.isArray(tree)
export const isLeaf = (tree: Tree | undefined): tree is Leaf =>
  typeof tree === 'object' && tree !== null && ('$fen' in tree || '$path' in tree || '$ocid' in tree)
export const isBranch = (tree: Tree | undefined): tree is Branch =>
  typeof tree === 'object' && tree !== null && !isList(tree) && !isLeaf(tree)

/** Yuan as a JSON number, to the fen: `-123450` → `-1234.50`. @throws RangeError when it is not a whole number. */
function numberOf(fen: string): string {
  const match = /^(-?)(\d+)$/.exec(fen)
  if (match === null) throw new RangeError(`not an amount in fen: ${fen}`)
  const digits = (match[2] ?? '').replace(/^0+(?=\d)/, '').padStart(3, '0')
  return `${match[1] ?? ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function writeLeaf(leaf: Leaf, site: Site): string {
  if ('$fen' in leaf) return numberOf(leaf.$fen)
  if ('$path' in leaf) return JSON.stringify(`${site.baseUrl}${leaf.$path}`)
  return JSON.stringify(ocidOf(site, leaf.$ocid))
}

/** JSON text; names without a value are left out, as JSON.stringify does. */
export function writeTree(tree: Tree, site: Site): string {
  if (isLeaf(tree)) return writeLeaf(tree, site)
  if (isList(tree)) return `[${tree.map((item) => writeTree(item, site)).join(',')}]`
  if (!isBranch(tree)) return JSON.stringify(tree)
  const members = Object.entries(tree).flatMap(([name, value]) =>
    value === undefined ? [] : [`${JSON.stringify(name)}:${writeTree(value, site)}`],
  )
  return `{${members.join(',')}}`
}
