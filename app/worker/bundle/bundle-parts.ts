import { digestsFile } from '#app/domain/audit-trail/saved-digests.ts'
import { grantTexts, type GrantPublisher } from '#app/domain/open-data/grants.ts'
import { listCsv } from '#app/domain/open-data/list/csv.ts'
import { listNames } from '#app/domain/open-data/list/names.ts'
import type { Branch } from '#app/domain/open-data/tree.ts'
import { writeRecordsPackage, writeReleasePackage } from '#app/domain/open-data/write-package.ts'
import { openApiOf } from '#app/http/open-list/open-api.ts'
import { locales } from '#app/i18n/locale.ts'
import { translator } from '#app/i18n/translate.ts'
import type { BundlePart } from '#app/services/open-data/bundle/zip-parts.server.ts'
import { readDigests } from '#app/services/audit-trail/queries/digests.server.ts'
import { streamList } from '#app/services/open-data/list/read-list.server.ts'
import { streamGrants } from '#app/services/open-data/queries/grants.server.ts'
import { readReleasePage, streamRecords } from '#app/services/open-data/queries/releases.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { licenceText, readmeText } from './bundle-words.ts'

export const bundlePath = '/open-data/everything.zip'

const numbered = (number: number): string => String(number).padStart(6, '0')

/**
 * Every file of the bundle, each read when its turn comes: releases page by page as the site gives them, records, grants, every list whole
 * as CSV, what its fields mean, the licence, and last what all of this is.
 */
export async function* bundleParts(tx: Tx, publisher: GrantPublisher, now: Date): AsyncGenerator<BundlePart> {
  let lastRelease = 0n
  for (let page = 1, more = true; more; page += 1) {
    const read = await readReleasePage(tx, lastRelease)
    // The standard has no empty package.
    if (read.releases.length > 0)
      yield { path: `ocds/releases/${numbered(page)}.json`, content: [writeReleasePackage(publisher, read), '\n'] }
    lastRelease = read.releases.at(-1)?.sequence ?? lastRelease
    more = read.hasMore
  }
  let records = 0
  for await (const processes of streamRecords(tx)) {
    const path = `ocds/records/${numbered((records += 1))}.json`
    yield { path, content: [writeRecordsPackage(publisher, `${bundlePath}#${path}`, processes), '\n'] }
  }
  const [first, rest] = await firstOf(streamGrants(tx, publisher.grantPrefix))
  if (first !== undefined) {
    const title = translator('zh-CN')('openData.grants.title')
    yield { path: '360giving/grants.json', content: grantTexts(publisher, title, joined(first, rest)) }
  }
  for (const list of listNames) {
    const ask = { list, filter: {}, now, baseUrl: publisher.baseUrl }
    yield { path: `csv/${list}.csv`, content: listCsv(list, streamList(tx, ask, Infinity)) }
  }
  for (const locale of locales)
    yield {
      path: `schema/openapi.${locale}.json`,
      content: [JSON.stringify(openApiOf(locale, publisher.baseUrl), null, 2), '\n'],
    }
  yield { path: 'integrity/digests.json', content: [digestsFile(publisher.baseUrl, await readDigests(tx))] }
  yield { path: 'LICENCE.txt', content: [licenceText(publisher)] }
  yield { path: 'README.txt', content: [readmeText(publisher, now, lastRelease)] }
}

/** Whether there is anything is known by asking for the first. */
async function firstOf(batches: AsyncGenerator<Branch[]>) {
  const first = await batches.next()
  return [first.done === true ? undefined : first.value, batches] as const
}

async function* joined(first: Branch[], rest: AsyncIterable<Branch[]>): AsyncGenerator<Branch[]> {
  yield first
  yield* rest
}
