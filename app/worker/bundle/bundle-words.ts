import type { GrantPublisher } from '#app/domain/open-data/grants.ts'
import { licenceUrl, releasesPath } from '#app/domain/open-data/write-package.ts'
import { toDateTimeInput } from '#app/domain/shared/day.ts'
import { locales } from '#app/i18n/locale.ts'
import { translator } from '#app/i18n/translate.ts'

const mark = '\uFEFF'
const lines = (parts: readonly string[]): string => `${mark}${parts.join('\r\n')}\r\n`

const things = ['releases', 'records', 'grants', 'lists', 'schema', 'digests', 'sums'] as const

/** What the bundle is, in every language: for people, whose editors know it by its mark and its line ends. */
export const readmeText = ({ baseUrl }: GrantPublisher, now: Date, lastRelease: bigint): string =>
  lines(
    locales.flatMap((locale) => {
      const t = translator(locale)
      return [
        t('openBundle.readme.title'),
        '',
        t('openBundle.readme.at', { at: toDateTimeInput(now).replace('T', ' '), address: `${baseUrl}/open-data` }),
        '',
        ...things.map((thing) => `- ${t(`openBundle.readme.${thing}`)}`),
        '',
        t('openBundle.readme.goOn', { address: `${baseUrl}${releasesPath}?after=${String(lastRelease)}` }),
        '',
        t('openBundle.readme.people'),
        '',
        t('openData.licence.text'),
        '',
        '',
      ]
    }),
  )

/** The licence by its name and address, and how to name the source. */
export const licenceText = ({ baseUrl }: GrantPublisher): string =>
  lines(
    locales.flatMap((locale) => {
      const t = translator(locale)
      return [
        t('openData.licence.text'),
        licenceUrl,
        t('openData.licence.cite', { address: `${baseUrl}/open-data` }),
        '',
      ]
    }),
  )
