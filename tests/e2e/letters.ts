import { expect } from '@playwright/test'
import { localize } from '#app/i18n/locale.ts'
import type { Stage } from './stage.ts'

/**
 * The link in the latest letter of this kind to this address, as its reader follows it; `number`: the how manyth it is. Some are
 * written by the worker, a moment after they were asked for.
 */
export async function linkIn(
  { db, siteUrl }: Pick<Stage, 'db' | 'siteUrl'>,
  to: string,
  template: string,
  number = 1,
): Promise<string> {
  await expect.poll(() => db.message.count({ where: { toAddress: to, template } })).toBeGreaterThanOrEqual(number)
  const letter = await db.message.findFirstOrThrow({ where: { toAddress: to, template }, orderBy: { id: 'desc' } })
  const { url } = letter.values as { url: string }
  return siteUrl + localize(url, letter.locale === 'EN' ? 'en' : 'zh-CN')
}
