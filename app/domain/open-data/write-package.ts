import { mergeRelease } from './merge.ts'
import { type Branch, ocidOf, type Site, type Tree, writeTree } from './tree.ts'

/** The data may be used for anything, also commercially, when its source is named. */
export const licenceUrl = 'https://creativecommons.org/licenses/by/4.0/'

/** The extensions that releases use, by the addresses of their published versions. */
export const extensions = [
  'https://raw.githubusercontent.com/open-contracting-extensions/ocds_bid_extension/v1.1.5/extension.json',
  'https://raw.githubusercontent.com/open-contracting-extensions/ocds_transactions_relatedMilestone_extension/master/extension.json',
] as const

/** A row of open_release with its call's number. */
export type StoredRelease = {
  sequence: bigint
  number: number
  processNo: string
  tags: readonly string[]
  releasedAt: Date
  content: Branch
}

/** Who publishes: what the site is called, and where it and its pages are. */
export type Publisher = Site & { readonly name: string }

const releaseId = (ocid: string, number: number): string => `${ocid}-${String(number).padStart(4, '0')}`

/** To the millisecond: no two releases of a process share a date. */
const exactly = (instant: Date): string =>
  `${new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 23)}+08:00`

function releaseTree({ number, processNo, tags, releasedAt, content }: StoredRelease, site: Site): Branch {
  const ocid = ocidOf(site, processNo)
  const { initiationType: _, ...changed } = content
  return {
    ocid,
    id: releaseId(ocid, number),
    date: exactly(releasedAt),
    tag: tags,
    initiationType: 'tender',
    ...changed,
  }
}

/** All releases of one process merged, by the rules of the standard. */
function compiledTree(releases: readonly StoredRelease[], site: Site): Branch {
  const last = releases.at(-1)
  if (last === undefined) throw new RangeError('a record has a release')
  const ocid = ocidOf(site, last.processNo)
  return {
    ocid,
    id: `${ocid}-${exactly(last.releasedAt)}`,
    date: exactly(last.releasedAt),
    tag: ['compiled'],
    ...releases.reduce<Branch>((known, { content }) => mergeRelease(known, content), {}),
  }
}

const packageOf = (publisher: Publisher, uri: string, releases: readonly StoredRelease[]): Branch => ({
  uri: `${publisher.baseUrl}${uri}`,
  version: '1.1',
  extensions: [...extensions],
  publisher: { name: publisher.name, uri: `${publisher.baseUrl}/` },
  license: licenceUrl,
  publicationPolicy: `${publisher.baseUrl}/open-data`,
  publishedDate: exactly(new Date(Math.max(...releases.map(({ releasedAt }) => releasedAt.getTime())))),
})

export const releasesPath = '/open-data/ocds/releases.json'
export const recordPath = (site: Pick<Site, 'ocidPrefix'>, processNo: string): string =>
  `/open-data/ocds/records/${ocidOf(site, processNo)}.json`
const pagePath = (after: bigint): string => (after <= 0n ? releasesPath : `${releasesPath}?after=${after}`)

/** Releases with numbers above `after`, at most a page of them; `hasMore`: there are later ones. Numbers have no gaps. */
export type ReleasePage = { after: bigint; pageSize: number; hasMore: boolean; releases: readonly StoredRelease[] }

export function writeReleasePackage(publisher: Publisher, { after, pageSize, hasMore, releases }: ReleasePage): string {
  const next = releases.at(-1)?.sequence ?? after
  const address = (path: string): Tree => `${publisher.baseUrl}${path}`
  return writeTree(
    {
      ...packageOf(publisher, pagePath(after), releases),
      links: {
        ...(hasMore ? { next: address(pagePath(next)) } : {}),
        ...(after > 0n ? { prev: address(pagePath(after - BigInt(pageSize))) } : {}),
      },
      releases: releases.map((release) => releaseTree(release, publisher)),
    },
    publisher,
  )
}

/** One process: every release from the oldest on, and what they make together. */
export const writeRecordPackage = (publisher: Publisher, releases: readonly StoredRelease[]): string =>
  writeRecordsPackage(publisher, recordPath(publisher, releases[0]?.processNo ?? ''), [releases])

/** Several processes, each with every release from the oldest on. `path`: where the package is on this site. */
export function writeRecordsPackage(
  publisher: Publisher,
  path: string,
  processes: readonly (readonly StoredRelease[])[],
): string {
  return writeTree(
    {
      ...packageOf(publisher, path, processes.flat()),
      records: processes.map((releases) => ({
        ocid: ocidOf(publisher, releases[0]?.processNo ?? ''),
        releases: releases.map((release) => releaseTree(release, publisher)),
        compiledRelease: compiledTree(releases, publisher),
      })),
    },
    publisher,
  )
}
